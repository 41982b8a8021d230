package io.ordergateway.ws.api.client;

import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a gateway, at one moment.
 *
 * @param entries one for each token; a client that changes its token has two for a while
 */
record ClientList(List<Entry> entries) {
    /** A client, and the hash of a token of its. */
    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest only
    record Entry(Client client, byte[] digest) {}

    ClientList {
        entries = List.copyOf(entries);
    }

    /** Whose token it is. Takes the same time whichever it is: every hash is compared, and each to its end. */
    @Nullable
    Client find(byte[] digest) {
        Client found = null;
        for (Entry entry : entries) {
            found = MessageDigest.isEqual(entry.digest, digest) ? entry.client : found;
        }
        return found;
    }
}
