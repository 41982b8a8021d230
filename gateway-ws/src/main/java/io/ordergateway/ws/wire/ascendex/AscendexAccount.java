package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.Account;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import org.jspecify.annotations.Nullable;

/**
 * Who is spoken for, shared by codec and REST: the dialect is known from the start, the account group and the user id are
 * learned from the venue. Thread-safe.
 */
public final class AscendexAccount {
    /** A generation of the futures API. Cash and margin have but one. */
    public enum Generation {
        /** Gone since February 2022 at the latest (1.5). */
        V1,
        V2
    }

    private final Credentials credentials;
    private final AscendexDialect dialect;
    private volatile Introduction.@Nullable Known known;

    /**
     * An account that the venue has not introduced yet.
     *
     * @param futures the generation spoken if the category is futures
     */
    public AscendexAccount(Credentials credentials, Account.Category category, Generation futures) {
        this.credentials = credentials;
        this.dialect = AscendexDialect.of(category, futures);
    }

    /** Takes in what the venue said of us, or what was configured in its place. */
    public void learn(Introduction.Known introduction) {
        known = introduction;
    }

    /** Whether private requests can be made. */
    public boolean isIntroduced() {
        return known != null;
    }

    Credentials credentials() {
        return credentials;
    }

    AscendexDialect dialect() {
        return dialect;
    }

    /** The number in every private path (1.3); 0 is legal. */
    int group() {
        Introduction.Known introduction = known;
        if (introduction == null) {
            throw new IllegalStateException("the account group is not known yet; ask isIntroduced() first");
        }
        return introduction.group();
    }

    /** The venue's id of the user, empty while it is not known. */
    String userId() {
        Introduction.Known introduction = known;
        return introduction == null ? "" : introduction.userId();
    }
}
