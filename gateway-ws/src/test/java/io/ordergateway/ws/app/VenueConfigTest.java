package io.ordergateway.ws.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kit.VenueLimits;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Accounts of every venue, and the keys that are its own. */
class VenueConfigTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    private final ConfigReader reader =
            new ConfigReader(Map.of("KEY", "the-key", "SECRET", "the-secret", "SEED", SEED)::get);

    private AccountConfig read(String account) {
        return reader.read(yaml(account)).accounts().get(0);
    }

    private static String yaml(String account) {
        return "accounts:\n  main: { " + account + " }\n";
    }

    private static String hashkey(String more) {
        return "venue: hashkey, category: cash, key: '${KEY}', secret: '${SECRET}'" + more;
    }

    private static String coinswitch(String category, String more) {
        return "venue: coinswitch, category: " + category + ", key: '${KEY}', secret: '${SEED}'" + more;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "hashkey | cash | '' | https://api-pro.hashkey.com | wss://stream-pro.hashkey.com",
                "hashkey | cash | ', site: mena' | https://api-pro.hashkey.com | wss://stream-pro.hashkey.com",
                "hashkey | futures | ', site: global' | https://api-glb.hashkey.com | wss://stream-glb.hashkey.com",
                "coinswitch | cash | '' | https://coinswitch.co | wss://ws.coinswitch.co",
                "coinswitch | futures | '' | https://coinswitch.co | null",
                "ascendex | margin | '' | https://ascendex.com | wss://ascendex.com",
            })
    void aVenueIsAtItsOwnAddress(String venue, String category, String more, String rest, String socket) {
        AccountConfig account =
                read("venue: " + venue + ", category: " + category + ", key: '${KEY}', secret: '${SEED}'" + more);

        assertThat(account.account())
                .isEqualTo(
                        new Account("main", new Venue(venue), account.account().category()));
        assertThat(account.rest()).hasToString(rest);
        assertThat(String.valueOf(account.socket())).isEqualTo(String.valueOf(socket));
        assertThat(account.sessions()).isEqualTo(venue.equals("ascendex") ? 2 : 0);
    }

    @Test
    void bothAddressesMayBeOthers() {
        AccountConfig account = read(hashkey(", rest: 'http://127.0.0.1:1', stream: 'ws://127.0.0.1:2'"));

        assertThat(account.rest()).hasToString("http://127.0.0.1:1");
        assertThat(account.socket()).hasToString("ws://127.0.0.1:2");
    }

    @ParameterizedTest
    @CsvSource({"hk, 10, 2", "mena, 20, 5", "global, 10, 2"})
    void theLimitsOfHashKeyDependOnItsSite(String site, int orders, int questions) {
        VenueLimits limits = read(hashkey(", site: " + site)).venueLimits();

        assertThat(most(limits, RequestClass.CANCEL)).isEqualTo(orders);
        assertThat(most(limits, RequestClass.STATUS)).isEqualTo(questions);
    }

    @Test
    void aShareOfTheLimitsMayBeConfiguredForEveryVenue() {
        VenueLimits half = read(coinswitch("futures", ", budgetShare: 50")).venueLimits();

        assertThat(most(half, RequestClass.CANCEL)).isEqualTo(5);
        assertThat(most(half, RequestClass.STATUS)).isEqualTo(10);
    }

    private static int most(VenueLimits limits, RequestClass what) {
        return limits.rest().costs().get(what).limit().most();
    }

    @Test
    void aSecretThatTheSchemeCannotUseIsAnErrorThatDoesNotShowIt() {
        assertThatThrownBy(() -> read(hashkey(", signing: ed25519")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("accounts.main.secret (line 2) or the key cannot be used: secret is no Ed25519")
                .hasMessageNotContaining("the-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "site: us | site (line 2) is \"us\"; write hk or mena or global",
                "signing: rsa | signing (line 2) is \"rsa\"; write hmac or ed25519",
                "recvWindow: 0 | recvWindow (line 2) is 0; write 1 to 8000",
                "recvWindow: 9000 | recvWindow (line 2) is 9000; write 1 to 8000",
                "recvWindow: 5s | recvWindow (line 2) is \"5s\"; write a whole number, 1 to 8000",
                "group: 7 | group (line 2) is a key of ascendex, not of hashkey; leave it out; the keys here are [budgetShare, category",
                "signature: { } | signature (line 2) is a key of ascendex, not of hashkey; leave it out",
                "sessions: 2 | sessions (line 2) is for venues that take cancels on sockets, and hashkey takes them over HTTP only; leave it out",
                "socket: 'ws://h:1' | socket (line 2) is for venues that take cancels on sockets",
                "rotateEvery: 1h | rotateEvery (line 2) is for venues that take cancels on sockets",
                "nonsense: 1 | nonsense (line 2) is not a key; the keys here are [",
                "category: margin | category (line 2) is written twice",
            })
    void whatIsWrongWithHashKeyIsNamed(String wrong, String message) {
        assertThatThrownBy(() -> read(hashkey(", " + wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signing: hmac | signing (line 2) is \"hmac\"; write epoch or legacy",
                "site: hk | site (line 2) is a key of hashkey, not of coinswitch; leave it out",
                "stream: 'ws://h:1' | stream (line 2) is for accounts with a stream of orders, and coinswitch has none for futures; leave it out",
                "hedge: true | hedge (line 2) is for venues that take cancels on sockets",
            })
    void whatIsWrongWithCoinSwitchIsNamed(String wrong, String message) {
        assertThatThrownBy(() -> read(coinswitch("futures", ", " + wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aCategoryThatTheVenueDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> read(hashkey("").replace("cash", "margin")))
                .hasMessage("accounts.main.category (line 2) is \"margin\"; write cash or futures");
    }

    @Test
    void aStreamIsNoKeyWhereOrdersAreToldOfOnSessions() {
        assertThatThrownBy(() ->
                        read("venue: ascendex, category: cash, key: '${KEY}', secret: '${KEY}', stream: 'ws://h:1'"))
                .hasMessageContaining("accounts.main.stream (line 2) is for venues that take cancels over HTTP only;"
                        + " for ascendex write socket; the keys here are [");
    }

    @Test
    void fromJavaTheSameIsRefused() {
        Account account = new Account("main", Venue.HASHKEY, Account.Category.CASH);
        AccountConfig sound = AccountConfig.of(account, Map.of("site", "global"), "k", "s");

        assertThatThrownBy(() -> AccountConfig.of(account, Map.of("site", "us"), "k", "s"))
                .hasMessage("accounts.main.site is \"us\"; write hk or mena or global");
        assertThatThrownBy(() -> AccountConfig.of(account, Map.of("group", "7"), "k", "s"))
                .hasMessage("accounts.main.group is not a key of this venue; its own are [site, signing, recvWindow]");
        assertThatThrownBy(() -> GatewayConfig.of(sound.sessions(1)))
                .hasMessage("accounts.main.sessions is 1; write 0, since hashkey takes cancels over HTTP only");
        assertThatThrownBy(() -> AccountConfig.of(
                        new Account("main", new Venue("nyse"), Account.Category.CASH), Map.of(), "k", "s"))
                .hasMessage("venue is \"nyse\"; write ascendex or hashkey or coinswitch");
    }
}
