package io.ordergateway.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelAllTest {
    private static final OpenOrder BID = open("BTC-PERP", Side.BUY);
    private static final OpenOrder ASK = open("BTC-PERP", Side.SELL);
    private static final OpenOrder OTHER = open("ETH-PERP", Side.BUY);
    private static final OpenOrder SIDELESS = open("BTC-PERP", Side.UNKNOWN);

    @Test
    void aWishWithoutAScopeCoversEveryOrder() {
        CancelAll all = CancelAll.of("main");

        assertThat(all.account()).isEqualTo("main");
        assertThat(all.within()).isEqualTo(CancelOrder.DEFAULT_WITHIN);
        assertThat(new OpenOrder[] {BID, ASK, OTHER, SIDELESS}).allMatch(all::covers);
    }

    @Test
    void aSymbolAndASideNarrowIt() {
        CancelAll bids = CancelAll.of("main").symbol("BTC-PERP").side(Side.BUY);

        assertThat(bids.covers(BID)).isTrue();
        assertThat(bids.covers(ASK)).isFalse();
        assertThat(bids.covers(OTHER)).isFalse();
        assertThat(CancelAll.of("main").symbol("BTC-PERP").covers(ASK)).isTrue();
        assertThat(CancelAll.of("main").side(Side.BUY).covers(OTHER)).isTrue();
    }

    @Test
    void aSymbolIsTheSameInEitherCase() {
        assertThat(CancelAll.of("main").symbol("btc-perp").covers(BID)).isTrue();
        assertThat(CancelAll.of("main").symbol("btc-perp").covers(OTHER)).isFalse();
    }

    @Test
    void anOrderWhoseSideTheVenueDidNotSayCountsToEither() {
        assertThat(CancelAll.of("main").side(Side.BUY).covers(SIDELESS)).isTrue();
        assertThat(CancelAll.of("main").side(Side.SELL).covers(SIDELESS)).isTrue();
        assertThat(CancelAll.of("main").symbol("ETH-PERP").covers(SIDELESS)).isFalse();
    }

    @Test
    void aStrategysOrdersAreKnownByTheEndOfTheirIds() {
        OpenOrder mine = new OpenOrder(new OrderRef("s18bcfe5687bU0866943712000001alp", "BTC-PERP"), Side.BUY);
        OpenOrder theirs = new OpenOrder(new OrderRef("s18bcfe5687bU0866943712alp000001", "BTC-PERP"), Side.BUY);
        CancelAll alp = CancelAll.of("main").strategy("alp");

        assertThat(alp.covers(mine)).isTrue();
        assertThat(alp.covers(theirs)).isFalse();
        assertThat(alp.side(Side.SELL).covers(mine)).isFalse();
    }

    @Test
    void oneFrameCanNameAnAccountOrASymbolAndNoMore() {
        assertThat(CancelAll.of("main").fitsOneFrame()).isTrue();
        assertThat(CancelAll.of("main").symbol("BTC-PERP").fitsOneFrame()).isTrue();
        assertThat(CancelAll.of("main").side(Side.BUY).fitsOneFrame()).isFalse();
        assertThat(CancelAll.of("main").strategy("alp").fitsOneFrame()).isFalse();
    }

    @Test
    void eachChangeIsACopyThatKeepsTheRest() {
        CancelAll wish = CancelAll.of("main");
        CancelAll changed = wish.id("mine")
                .symbol("BTC-PERP")
                .side(Side.SELL)
                .strategy("alpha")
                .within(Duration.ofSeconds(1));

        assertThat(changed)
                .isEqualTo(new CancelAll(
                        new CancelId("mine"), "main", "BTC-PERP", Side.SELL, "alpha", Duration.ofSeconds(1)));
        assertThat(wish.symbol()).isNull();
        assertThat(CancelAll.of("main").cancelId()).isNotEqualTo(wish.cancelId());
    }

    private static OpenOrder open(String symbol, Side side) {
        return new OpenOrder(new OrderRef("o", symbol), side);
    }
}
