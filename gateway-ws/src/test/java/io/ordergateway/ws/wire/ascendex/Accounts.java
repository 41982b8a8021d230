package io.ordergateway.ws.wire.ascendex;

import static java.util.Locale.ROOT;

import io.ordergateway.core.order.Account;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;

/** Accounts with the made-up credentials of the dossier (2.5). */
final class Accounts {
    static final String KEY = "SimKey0123456789abcdefghijKLMNOP";
    static final String SECRET = "c2ltdWxhdGVkLXZlbnVlLXNlY3JldC1mb3ItdGVzdC12ZWN0b3JzLTAwMDEhISEh";

    private Accounts() {}

    static AscendexAccount stranger(Account.Category category, AscendexAccount.Generation futures) {
        return new AscendexAccount(new Credentials(KEY, SECRET), category, futures);
    }

    static AscendexAccount known(int group, Account.Category category, AscendexAccount.Generation futures) {
        AscendexAccount account = stranger(category, futures);
        account.learn(new Introduction.Known(group, "U0866943712", true));
        return account;
    }

    /** By the names of the recorded files: {@code cash}, {@code margin}, {@code futures-v1}, {@code futures}. */
    static AscendexAccount named(String dialect, int group) {
        boolean old = dialect.equals("futures-v1");
        Account.Category category =
                old ? Account.Category.FUTURES : Account.Category.valueOf(dialect.toUpperCase(ROOT));
        return known(group, category, old ? AscendexAccount.Generation.V1 : AscendexAccount.Generation.V2);
    }

    static AscendexAccount futures(int group) {
        return known(group, Account.Category.FUTURES, AscendexAccount.Generation.V2);
    }
}
