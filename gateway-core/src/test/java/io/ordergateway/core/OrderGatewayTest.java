package io.ordergateway.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.cancel.Admission;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.ManualTime;
import io.ordergateway.core.cancel.ScriptedPath;
import io.ordergateway.core.cancel.ScriptedQuery;
import io.ordergateway.core.cancel.VenueSays;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OrderGatewayTest {
    private final ManualTime time = new ManualTime();
    private final MemoryOutcomeLog log = new MemoryOutcomeLog(64);
    private final ScriptedPath main = new ScriptedPath(PathKind.SOCKET, time);
    private final ScriptedPath other = new ScriptedPath(PathKind.SOCKET, time);
    private final ScriptedQuery query = new ScriptedQuery(time);
    private final List<CancelService> services = new ArrayList<>();
    private final GatewayHealth health = new GatewayHealth(List.of());
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicInteger entries = new AtomicInteger();
    private final OrderGateway gateway = new OrderGateway(
            Map.of("main", door("main", main), "other", door("other", other)),
            log,
            log::history,
            () -> health,
            closes::incrementAndGet);

    private void sweep() {
        services.forEach(service -> service.sweep(time.now()));
    }

    private CancelDoor door(String account, ScriptedPath path) {
        CancelService service = new CancelService(
                new Account(account, Venue.ASCENDEX, Account.Category.CASH),
                List.of(path),
                account.equals("main") ? query : new ScriptedQuery(time),
                log,
                new Admission.Ids(new IdRules(32, "-", 16, "-"), placement -> null),
                CancelLimits.DEFAULT);
        services.add(service);
        return new CancelDoor(service, this::enter, time::now, CancelLimits.DEFAULT.maxPending());
    }

    private void enter(Runnable task) {
        entries.incrementAndGet();
        task.run();
    }

    private static CancelOrder wish(String account, String cancelId) {
        return CancelOrder.of(account, "BTC-PERP", "order-of-" + cancelId).id(cancelId);
    }

    private static void assertInvalid(CancelResult result, String field, String... words) {
        assertThat(result).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(words);
        });
    }

    @Test
    void nothingIsSentBeforeSomebodySubscribes() {
        Mono<CancelResult> cancel = gateway.cancel(wish("main", "c1"));
        assertThat(main.handed()).isZero();

        StepVerifier.create(cancel)
                .then(() -> main.replies(VenueSays.canceled()))
                .expectNextMatches(Canceled.class::isInstance)
                .verifyComplete();
        assertThat(entries).hasValue(1);
    }

    @Test
    void anUnknownAccountIsRefusedAndTheKnownOnesAreNamed() {
        StepVerifier.create(gateway.cancel(wish("mian", "c1")))
                .assertNext(result -> {
                    assertInvalid(result, "account", "account is \"mian\"", "write one of [main, other]");
                    assertThat(result.cancelId().value()).isEqualTo("c1");
                })
                .verifyComplete();
    }

    @Test
    void anAccountThatIsNullOrWouldSpoilALogLineIsRefused() {
        assertInvalid(gateway.cancel(wish(null, "c1")).block(), "account", "account is null", "[main, other]");
        assertInvalid(gateway.cancel(wish("m\n\u001b[2J", "c1")).block(), "account", "\"m??[2J\"");
    }

    @Test
    void aNullIsRefusedAndNotThrown() {
        StepVerifier.create(gateway.cancel(null))
                .assertNext(result -> assertInvalid(result, "cancel", "CancelOrder.of(account, symbol, orderId)"))
                .verifyComplete();
    }

    @Test
    void anEmptyBurstCompletes() {
        StepVerifier.create(gateway.cancels(List.of())).verifyComplete();
    }

    @Test
    void aBurstOverTwoAccountsCompletesAfterTheLastAnswer() {
        List<CancelOrder> burst =
                List.of(wish("main", "c1"), wish("other", "c2"), wish("main", "c3"), wish("nowhere", "c4"));

        StepVerifier.create(
                        gateway.cancels(burst).map(result -> result.cancelId().value()))
                .expectNext("c4")
                .then(() -> other.replies(VenueSays.canceled()))
                .expectNext("c2")
                .then(() -> main.replies(VenueSays.filled()))
                .expectNext("c1")
                .then(() -> main.replies(VenueSays.canceled()))
                .expectNext("c3")
                .verifyComplete();
        assertThat(entries).as("one hand-off to each account's thread").hasValue(2);
    }

    @Test
    void aBurstWithHolesAndRepeatsHasOneAnswerForEachOrder() {
        List<CancelOrder> burst = Arrays.asList(wish("main", "c1"), null, wish("main", "c1"));

        StepVerifier.create(gateway.cancels(burst))
                .assertNext(result -> assertInvalid(result, "cancel", "the cancel is null"))
                .then(() -> main.replies(VenueSays.canceled()))
                .expectNextMatches(Canceled.class::isInstance)
                .expectNextMatches(Canceled.class::isInstance)
                .verifyComplete();
        assertThat(main.handed()).isEqualTo(1);
    }

    @Test
    void aBurstIsHandedOnByDemand() {
        OneAtFirst listener = new OneAtFirst();
        gateway.cancels(List.of(wish("main", "c1"), wish("main", "c2"))).subscribe(listener);
        main.replies(VenueSays.canceled());
        main.replies(VenueSays.canceled());
        assertThat(listener.told).hasSize(1);

        listener.request(1);

        assertThat(listener.told).hasSize(2);
        assertThat(listener.completed).isTrue();
    }

    @Test
    void whoThrowsAtAResultIsToldNothingMoreAndTheOthersAre() {
        List<CancelResult> told = new ArrayList<>();
        Flux<CancelResult> burst = gateway.cancels(List.of(wish("main", "c1"), wish("main", "c2")));
        int[] thrown = {0};
        burst.subscribe(new CoreSubscriber<>() {
            @Override
            public void onSubscribe(Subscription results) {
                results.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(CancelResult result) {
                thrown[0]++;
                throw new IllegalStateException("a fault of the strategy's");
            }

            @Override
            public void onError(Throwable error) {
                unexpected(error);
            }

            @Override
            public void onComplete() {
                throw new AssertionError("it was dropped");
            }
        });
        burst.subscribe(told::add);

        main.replies(VenueSays.canceled());
        main.replies(VenueSays.canceled());

        assertThat(thrown[0]).isEqualTo(1);
        assertThat(told).hasSize(2);
    }

    /** Wants one result at first. */
    private static final class OneAtFirst extends BaseSubscriber<CancelResult> {
        final List<CancelResult> told = new ArrayList<>();
        boolean completed;

        @Override
        protected void hookOnSubscribe(Subscription results) {
            results.request(1);
        }

        @Override
        protected void hookOnNext(CancelResult result) {
            told.add(result);
        }

        @Override
        protected void hookOnComplete() {
            completed = true;
        }
    }

    @Test
    void aBurstIsCopiedWhenItIsSubmitted() {
        List<CancelOrder> burst = new ArrayList<>(List.of(wish("main", "c1")));
        List<CancelResult> told = new ArrayList<>();
        gateway.cancels(burst).subscribe(told::add);

        burst.clear();
        main.replies(VenueSays.canceled());

        assertThat(told).hasSize(1);
    }

    @Test
    void aStreamIsAskedForAsManyAsAreUnderWayAtOnce() {
        AtomicInteger asked = new AtomicInteger();
        Flux<CancelOrder> orders = Flux.range(0, 2 * OrderGateway.STREAM_CONCURRENCY)
                .map(i -> wish("main", "s" + i))
                .doOnNext(any -> asked.incrementAndGet());
        List<CancelResult> told = new ArrayList<>();
        AtomicInteger completed = new AtomicInteger();
        gateway.cancels(orders).subscribe(told::add, OrderGatewayTest::unexpected, completed::incrementAndGet);
        assertThat(asked).hasValue(OrderGateway.STREAM_CONCURRENCY);
        assertThat(main.handed()).isEqualTo(OrderGateway.STREAM_CONCURRENCY);

        main.replies(VenueSays.canceled());
        assertThat(main.handed()).isEqualTo(OrderGateway.STREAM_CONCURRENCY + 1);
        while (main.waits()) {
            main.replies(VenueSays.canceled());
        }

        assertThat(told).hasSize(2 * OrderGateway.STREAM_CONCURRENCY);
        assertThat(completed).hasValue(1);
    }

    private static void unexpected(Throwable fault) {
        throw new AssertionError(fault);
    }

    @Test
    void aStreamThatBreaksEndsTheResultsAndNotWhatWasSubmitted() {
        Flux<CancelOrder> orders =
                Flux.concat(Flux.just(wish("main", "c1")), Flux.error(new IllegalStateException("the stream broke")));

        StepVerifier.create(gateway.cancels(orders)).verifyErrorMessage("the stream broke");
        main.replies(VenueSays.canceled());

        assertThat(gateway.cancel(wish("main", "c1")).block()).isInstanceOf(Canceled.class);
        assertThat(main.handed()).isEqualTo(1);
    }

    @Test
    void aScopeIsAskedAboutWhenSomebodySubscribesAndCompletesWhenNothingRests() {
        Flux<CancelResult> all = gateway.cancelAll(CancelAll.of("main"));
        assertThat(query.listed()).isEmpty();

        StepVerifier.create(all)
                .then(() -> query.lists(List.of(new OpenOrder(new OrderRef("o1", "BTC-PERP"), CancelAll.Side.BUY))))
                .then(() -> main.replies(VenueSays.canceled()))
                .expectNextMatches(Canceled.class::isInstance)
                .then(this::sweep)
                .then(() -> query.lists(List.of()))
                .verifyComplete();
    }

    @Test
    void aScopeThatIsNonsenseIsRefusedAndNotThrown() {
        StepVerifier.create(gateway.cancelAll(null))
                .assertNext(result -> assertInvalid(result, "scope", "CancelAll.of(account)"))
                .verifyComplete();
        StepVerifier.create(gateway.cancelAll(CancelAll.of("mian").id("all")))
                .assertNext(result -> {
                    assertInvalid(result, "account", "account is \"mian\"", "write one of [main, other]");
                    assertThat(result.cancelId().value()).isEqualTo("all");
                })
                .verifyComplete();
        StepVerifier.create(gateway.cancelAll(CancelAll.of(null)))
                .assertNext(result -> assertInvalid(result, "account", "account is null"))
                .verifyComplete();
        StepVerifier.create(
                        gateway.cancelAll(new CancelAll(null, "main", null, null, null, CancelOrder.DEFAULT_WITHIN)))
                .assertNext(result -> assertInvalid(result, "cancelId", "cancelId is null"))
                .verifyComplete();
    }

    @Test
    void resultsOfABurstWaitForDemand() {
        StepVerifier.create(gateway.cancels(List.of(wish("main", "c1"), wish("main", "c2"))), 0)
                .then(() -> main.replies(VenueSays.canceled()))
                .then(() -> main.replies(VenueSays.canceled()))
                .thenRequest(1)
                .expectNextCount(1)
                .thenRequest(1)
                .expectNextCount(1)
                .verifyComplete();
    }

    @Test
    void subscribingAgainGetsTheSameAnswerWithoutASecondFrame() {
        Mono<CancelResult> cancel = gateway.cancel(wish("main", "c1"));
        List<CancelResult> told = new ArrayList<>();
        cancel.subscribe(told::add);
        main.replies(VenueSays.canceled());

        cancel.subscribe(told::add);

        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(told.get(0));
        assertThat(main.handed()).isEqualTo(1);
    }

    @Test
    void subscribingAgainAfterTheDeadlineGetsTheSameAnswerToo() {
        Instant deadline = ManualTime.START.plusSeconds(1);
        Mono<CancelResult> cancel = gateway.cancel(wish("main", "c1").by(deadline));
        List<CancelResult> told = new ArrayList<>();
        cancel.subscribe(told::add);
        main.replies(VenueSays.canceled());

        time.pass(CancelOrder.MAX_WITHIN);
        cancel.subscribe(told::add);

        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(told.get(0)).isInstanceOf(Canceled.class);
    }

    @Test
    void whoeverCancelsTheSubscriptionStopsTheAnswerAndNeverTheCancel() {
        List<CancelResult> told = new ArrayList<>();
        Disposable subscription = gateway.cancel(wish("main", "c1")).subscribe(told::add);

        subscription.dispose();
        main.replies(VenueSays.filled());

        assertThat(told).isEmpty();
        StepVerifier.create(gateway.outcomes(Position.EARLIEST)
                        .take(3)
                        .ofType(CancelOutcome.class)
                        .map(CancelOutcome::phase))
                .expectNext(CancelOutcome.Phase.ACCEPTED, CancelOutcome.Phase.SENT, CancelOutcome.Phase.SETTLED)
                .verifyComplete();
        assertThat(gateway.cancel(wish("main", "c1")).block()).isInstanceOf(TooLate.class);
    }

    @Test
    void outcomesOfAllAccountsAreOneStream() {
        gateway.cancel(wish("main", "c1")).subscribe();
        gateway.cancel(wish("other", "c2")).subscribe();

        StepVerifier.create(gateway.outcomes(Position.of(2)).take(3))
                .expectNextMatches(outcome ->
                        outcome.position() == 2 && outcome.account().name().equals("main"))
                .expectNextMatches(outcome ->
                        outcome.position() == 3 && outcome.account().name().equals("other"))
                .expectNextMatches(outcome -> outcome.position() == 4
                        && outcome instanceof CancelOutcome cancel
                        && cancel.phase() == CancelOutcome.Phase.SENT)
                .verifyComplete();
    }

    @Test
    void healthAndTheEndAreThoseOfWhatItIsMadeOf() {
        assertThat(gateway.health()).isSameAs(health);

        gateway.close();

        assertThat(closes).hasValue(1);
    }

    @Test
    void theSocketsAreReadyWhenEveryAccountHasOneThatIs() {
        SessionHealth down = SessionHealth.NEW;
        SessionHealth ready = new SessionHealth(SessionState.READY, 1, 0, "", SessionHealth.NEW.counts());
        GatewayHealth.AccountHealth half = accountHealth(down, ready);
        GatewayHealth.AccountHealth none = accountHealth(down, down);

        assertThat(new GatewayHealth(List.of(half, half)).socketsReady()).isTrue();
        assertThat(new GatewayHealth(List.of(half, none)).socketsReady()).isFalse();
    }

    @Test
    void theLevelIsThatOfTheWorstAccount() {
        assertThat(new GatewayHealth(List.of()).level()).isEqualTo(GatewayHealth.Level.GREEN);
        assertThat(levelOf(GatewayHealth.Level.GREEN, GatewayHealth.Level.YELLOW))
                .isEqualTo(GatewayHealth.Level.YELLOW);
        assertThat(levelOf(GatewayHealth.Level.RED, GatewayHealth.Level.GREEN, GatewayHealth.Level.YELLOW))
                .isEqualTo(GatewayHealth.Level.RED);
    }

    private static GatewayHealth.Level levelOf(GatewayHealth.Level... levels) {
        Account account = new Account("main", Venue.ASCENDEX, Account.Category.CASH);
        return new GatewayHealth(Arrays.stream(levels)
                        .map(level ->
                                new GatewayHealth.AccountHealth(account, List.of(), List.of(), 0, 0, level, List.of()))
                        .toList())
                .level();
    }

    private static GatewayHealth.AccountHealth accountHealth(SessionHealth... sessions) {
        Account account = new Account("main", Venue.ASCENDEX, Account.Category.CASH);
        return new GatewayHealth.AccountHealth(
                account, List.of(sessions), List.of(), 0, 0, GatewayHealth.Level.GREEN, List.of());
    }
}
