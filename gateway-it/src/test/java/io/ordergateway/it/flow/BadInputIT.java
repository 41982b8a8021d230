package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.venue.SessionPool;
import io.ordergateway.ws.wire.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Rubbish, from callers and from the venue. */
class BadInputIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final String SOUND = "a18bcfe5687bU0866943712123456789";

    private final Desk desk = Desk.ready();
    private final Logger sessionLog = (Logger) LoggerFactory.getLogger(SessionPool.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @AfterEach
    void close() {
        desk.close();
        sessionLog.detachAppender(logged);
    }

    static Stream<Arguments> badWishes() {
        CancelOrder sound = Desk.wish(SOUND);
        return Stream.of(
                Arguments.of(CancelOrder.of("main", "BTC-PERP", ""), "orderId", "orderId is empty; write 1 to 32"),
                Arguments.of(CancelOrder.of("main", "BTC-PERP", null), "orderId", "orderId is null; write 1 to 32"),
                Arguments.of(CancelOrder.of("main", "BTC-PERP", "x".repeat(33)), "orderId", "has 33 characters"),
                Arguments.of(CancelOrder.of("main", "BTC-PERP", "a\"b"), "orderId", "not allowed at position 2"),
                Arguments.of(CancelOrder.of("main", "BTC-PERP", "a\nb"), "orderId", "\"a?b\""),
                Arguments.of(CancelOrder.of("main", "", SOUND), "symbol", "symbol is empty"),
                Arguments.of(CancelOrder.of("main", "BTC PERP", SOUND), "symbol", "not allowed at position 4"),
                Arguments.of(CancelOrder.of("other", "BTC-PERP", SOUND), "account", "\"other\"; write one of [main]"),
                Arguments.of(CancelOrder.of(null, "BTC-PERP", SOUND), "account", "account is null"),
                Arguments.of(sound.id(""), "cancelId", "cancelId is empty"),
                Arguments.of(sound.id("x".repeat(65)), "cancelId", "has 65 characters"),
                Arguments.of(sound.by(Instant.EPOCH), "deadline", "deadline 1970-01-01T00:00:00Z has passed"),
                Arguments.of(sound.by(Instant.MAX), "deadline", "write at most PT1H"),
                Arguments.of(sound.within(Duration.ZERO), "within", "within is PT0S; write a duration of more"),
                Arguments.of(sound.within(null), "within", "within is null"),
                Arguments.of(null, "cancel", "the cancel is null; write CancelOrder.of"));
    }

    @ParameterizedTest
    @MethodSource("badWishes")
    void isRefusedWithTheFieldAndTheReasonAndNothingIsSent(CancelOrder wish, String field, String text) {
        CancelResult told = desk.cancel(wish);

        assertThat(told).isInstanceOfSatisfying(CancelResult.Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(text);
            assertThat(refused.attempts()).isEmpty();
        });
        assertThat(desk.venue.counts().socketCancels()).isZero();
        assertThat(desk.venue.counts().restCancels()).isZero();
    }

    static Stream<Arguments> badScopes() {
        CancelAll sound = CancelAll.of(Desk.ACCOUNT);
        return Stream.of(
                Arguments.of(null, "scope", "the scope is null; write CancelAll.of"),
                Arguments.of(CancelAll.of(null), "account", "account is null; write one of [main]"),
                Arguments.of(CancelAll.of("other"), "account", "\"other\"; write one of [main]"),
                Arguments.of(sound.symbol(""), "symbol", "symbol is empty"),
                Arguments.of(sound.symbol("BTC PERP"), "symbol", "not allowed at position 4"),
                Arguments.of(sound.symbol("x".repeat(33)), "symbol", "has 33 characters"),
                Arguments.of(sound.id(""), "cancelId", "cancelId is empty"),
                Arguments.of(sound.id(null), "cancelId", "cancelId is null"),
                Arguments.of(new CancelAll(null, "main", null, null, null, SOON), "cancelId", "cancelId is null"),
                Arguments.of(sound.within(null), "within", "within is null; write a duration"),
                Arguments.of(sound.within(Duration.ZERO), "within", "within is PT0S; write more than zero"),
                Arguments.of(sound.within(SOON.negated()), "within", "within is PT-1S; write more than zero"),
                Arguments.of(sound.within(Duration.ofHours(2)), "within", "write more than zero and at most PT1H"),
                Arguments.of(
                        sound.strategy("too-long-a-tag"), "strategy", "strategy \"too-long-a-tag\" has 14 characters"),
                Arguments.of(sound.side(CancelAll.Side.UNKNOWN), "side", "side is UNKNOWN; write BUY or SELL"));
    }

    @ParameterizedTest
    @MethodSource("badScopes")
    void aScopeIsRefusedWithTheFieldAndTheReasonAndTheVenueIsNotEvenAsked(CancelAll scope, String field, String text) {
        List<CancelResult> told = desk.gateway.cancelAll(scope).collectList().block(Desk.PATIENCE);

        assertThat(told).singleElement().isInstanceOfSatisfying(CancelResult.Refused.class, refused -> {
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(text);
        });
        assertThat(desk.venue.counts().openQueries()).isZero();
    }

    @Test
    void oneBadWishInABurstHarmsNoOther() {
        List<CancelOrder> burst =
                new ArrayList<>(desk.place(9).stream().map(Desk::finalWish).toList());
        burst.add(4, null);
        burst.add(6, CancelOrder.of("main", "BTC-PERP", "not an id"));

        List<CancelResult> told = desk.cancels(burst);

        assertThat(told).filteredOn(CancelResult.Refused.class::isInstance).hasSize(2);
        assertThat(told).filteredOn(CancelResult.Canceled.class::isInstance).hasSize(9);
        desk.assertBooksAgree(9);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"GARBAGE", "BINARY"})
    void aFrameThatIsNoMessageIsCountedAndLoggedOnceAndOtherCancelsAreUnharmed(SimFault rubbish) {
        listen();
        desk.venue.faults().next(Collections.nCopies(5, rubbish).toArray(SimFault[]::new));

        List<CancelResult> told =
                desk.cancels(desk.place(20).stream().map(Desk::finalWish).toList());

        assertThat(told).allSatisfy(result -> assertThat(result.attempts()).hasSize(1));
        await().atMost(Desk.PATIENCE).until(() -> desk.counts().unreadable() == 5);
        assertThat(warnings())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("[ascendex|main#1|1] unreadable frame"));
        desk.assertBooksAgree(20);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"HALF_FRAME", "HUGE"})
    void aFrameThatCannotBeReadToItsEndCostsTheConnectionAndNoCancel(SimFault broken) {
        listen();
        desk.venue.faults().next(SimFault.NONE, SimFault.NONE, broken);

        List<CancelResult> told =
                desk.cancels(desk.place(20).stream().map(Desk::finalWish).toList());

        assertThat(told).hasSize(20).allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
        assertThat(warnings())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("[ascendex|main#1|1] "));
        desk.assertBooksAgree(20);
    }

    @Test
    void wrongCredentialsEndTheAttemptsAndTheSecretIsNowhere() {
        listen();
        String wrong = "d3Jvbmctc2VjcmV0";
        try (Desk barred = Desk.open(
                desk.venue,
                config -> AccountConfig.ascendex(
                                Desk.ACCOUNT, Account.Category.FUTURES, new Credentials(SimSettings.KEY, wrong))
                        .group(SimSettings.ACCOUNT_GROUP)
                        .at(config.rest(), config.socket())
                        .sessions(1))) {
            await().atMost(Desk.PATIENCE)
                    .until(() -> barred.gateway.health().toString().contains("BARRED"));

            CancelResult told = barred.cancel(Desk.wish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Rejected.class);
            assertThat(told.toString()).doesNotContain(wrong, SimSettings.SECRET);
            assertThat(desk.venue.counts().sockets()).isEqualTo(2);
            assertThat(logged.list)
                    .filteredOn(event -> event.getLevel() == Level.ERROR)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .contains("200006")
                            .doesNotContain(wrong));
        }
    }

    private void listen() {
        logged.start();
        sessionLog.addAppender(logged);
    }

    private List<String> warnings() {
        return logged.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
