package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.Account.Category;

/** Made-up accounts, with the keys of the dossier's vectors (2.1). */
final class Accounts {
    static final String SEED_A = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    static final String KEY_A = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8";
    static final String SEED_B = "610ad8af000dcd7175fdd420b8123f7575dc014344cfc4b0f03836e23c7df9d4";
    static final String KEY_B = "535644be7f5303cab1601e98f4621f61aa856bf51dc1ed77de02040e5e5ac42d";

    /** The epoch of the vectors. */
    static final long AT = 1719905777483L;

    private Accounts() {}

    static CoinswitchAccount a(Category category, CoinswitchSigning signing) {
        return new CoinswitchAccount(CoinswitchAccount.credentials(KEY_A, SEED_A), category, signing);
    }

    static CoinswitchAccount b(Category category) {
        return new CoinswitchAccount(CoinswitchAccount.credentials(KEY_B, SEED_B), category, CoinswitchSigning.EPOCH);
    }

    static CoinswitchRest futures() {
        return new CoinswitchRest(a(Category.FUTURES, CoinswitchSigning.EPOCH));
    }

    static CoinswitchRest spot() {
        return new CoinswitchRest(a(Category.CASH, CoinswitchSigning.EPOCH));
    }
}
