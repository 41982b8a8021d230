package io.ordergateway.ws.venue.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.coinswitch.CoinswitchAccount;
import io.ordergateway.ws.wire.coinswitch.CoinswitchRest;
import io.ordergateway.ws.wire.coinswitch.CoinswitchSigning;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A list of open orders that comes in pages, of 50 orders each. */
class OpenOrderPagesTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final long AT = 1719905777483L;
    private static final int FULL = 50;

    private final VenueRest venue = new CoinswitchRest(new CoinswitchAccount(
            CoinswitchAccount.credentials("key", SEED), Account.Category.FUTURES, CoinswitchSigning.EPOCH));
    private final OpenOrderPages pages = new OpenOrderPages(venue, "BTCUSDT");

    @Test
    void oneShortPageIsTheWholeList() {
        assertThat(take(page(0, FULL - 1))).isNull();

        assertThat(pages.whole())
                .hasValueSatisfying(orders -> assertThat(orders).hasSize(FULL - 1));
    }

    @Test
    void aFullPageIsFollowedByItsCursor() {
        VenueRest.Request next = take(page(0, FULL));

        assertThat(next).isNotNull();
        assertThat(next.body()).contains("\"symbol\":\"BTCUSDT\"", "\"to_time\":" + cursor(0));
    }

    @Test
    void pagesAreOneListInWhichWhatStandsTwiceCountsOnce() {
        take(page(0, FULL));
        assertThat(take(page(FULL - 1, 3))).isNull();

        List<CancelAll.OpenOrder> orders = pages.whole().orElseThrow();
        assertThat(orders).hasSize(FULL + 2).doesNotHaveDuplicates();
    }

    @Test
    void aPageThatCannotBeReadBreaksTheList() {
        take(page(0, FULL));
        assertThat(take("<html></html>")).isNull();

        assertThat(pages.whole()).isEmpty();
    }

    @Test
    void aCursorThatLeadsBackBreaksTheList() {
        take(page(0, FULL));
        assertThat(take(page(0, FULL))).isNull();

        assertThat(pages.whole()).isEmpty();
    }

    @Test
    void aListWithoutEndBreaks() {
        for (int i = 0; i < OpenOrderPages.MAX_PAGES - 1; i++) {
            assertThat(take(page(i * FULL, FULL))).isNotNull();
        }
        assertThat(take(page(OpenOrderPages.MAX_PAGES * FULL, FULL))).isNull();

        assertThat(pages.whole()).isEmpty();
    }

    @Test
    void aListOfExactlyAsManyPagesIsWhole() {
        for (int i = 0; i < OpenOrderPages.MAX_PAGES - 1; i++) {
            take(page(i * FULL, FULL));
        }
        assertThat(take(page(OpenOrderPages.MAX_PAGES * FULL, 1))).isNull();

        assertThat(pages.whole()).isPresent();
    }

    private VenueRest.@Nullable Request take(String body) {
        return pages.take(200, body, AT);
    }

    private static String page(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i ->
                        "{\"order_id\":\"id-" + i + "\",\"symbol\":\"BTCUSDT\",\"side\":\"BUY\",\"status\":\"RAISED\"}")
                .collect(Collectors.joining(",", "{\"data\":{\"orders\":[", "],\"cursor\":" + cursor(from) + "}}"));
    }

    private static long cursor(int from) {
        return AT - from;
    }
}
