package io.ordergateway.ws.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Masks that nobody can foresee (RFC 6455 5.3, 10.3): the key stream of AES in counter mode under a random key, made in bulk
 * because one by one they would cost more than the rest of a frame.
 */
final class MaskSource {
    /** How much of the key stream is made at a time. */
    static final int STREAM_BYTES = 1 << 12;

    private static final int KEY_BYTES = 16;
    private static final byte[] ZEROS = new byte[STREAM_BYTES];
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher;
    private final byte[] stream = new byte[STREAM_BYTES];
    private int at = STREAM_BYTES;

    MaskSource() {
        SecureRandom random = new SecureRandom();
        byte[] key = new byte[KEY_BYTES];
        byte[] counter = new byte[KEY_BYTES];
        random.nextBytes(key);
        random.nextBytes(counter);
        try {
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot do AES in counter mode", e);
        }
    }

    int next() {
        if (at == STREAM_BYTES) {
            refill();
        }
        int mask = (int) INTS.get(stream, at);
        at += Integer.BYTES;
        return mask;
    }

    private void refill() {
        try {
            cipher.update(ZEROS, 0, STREAM_BYTES, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES in counter mode has no more masks", e);
        }
        at = 0;
    }
}
