package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.core.order.Account;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.RequestSigner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What the dossier has: messages, byte for byte, and accounts with its made-up credentials (2.1). */
final class Recorded {
    static final String KEY = "hk-access-key";
    static final String SECRET = "hk-test-secret-0123456789abcdef";

    private Recorded() {}

    static String message(String name) {
        String file = "/hashkey/" + name + ".json";
        try (InputStream in = Recorded.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no recorded file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HashkeyAccount spot(HashkeySite site) {
        return account(site, Account.Category.CASH);
    }

    static HashkeyAccount futures(HashkeySite site) {
        return account(site, Account.Category.FUTURES);
    }

    private static HashkeyAccount account(HashkeySite site, Account.Category category) {
        return new HashkeyAccount(credentials(), site, category, null);
    }

    static Credentials credentials() {
        return new Credentials(KEY, RequestSigner.hmacSha256(SECRET, RequestSigner.Encoding.HEX));
    }
}
