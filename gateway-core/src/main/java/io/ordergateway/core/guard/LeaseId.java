package io.ordergateway.core.guard;

import org.jspecify.annotations.Nullable;

/**
 * Names a lease: two clients may use one name, and each has its own lease then.
 *
 * @param client who armed it, 1 to {@value #MAX_LENGTH} printable characters
 * @param name which of the client's leases, 1 to {@value #MAX_LENGTH} printable characters
 */
public record LeaseId(String client, String name) {
    public static final int MAX_LENGTH = 64;

    GuardReply.@Nullable Refused refusal() {
        String fault = GuardText.fault("client", client, MAX_LENGTH);
        if (fault != null) {
            return GuardReply.Refused.invalid("client", fault);
        }
        fault = GuardText.fault("name", name, MAX_LENGTH);
        return fault == null ? null : GuardReply.Refused.invalid("name", fault);
    }
}
