package io.ordergateway.ws.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.cancel.Admission;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.timing.Now;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ObservedCancelsTest {
    private static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);

    private final SentAndAnswered path = new SentAndAnswered();
    private final OrderGateway gateway = gateway();
    private final ObservationRegistry registry = ObservationRegistry.create();
    private final List<Observation.Context> started = new ArrayList<>();
    private final List<Observation.Context> stopped = new ArrayList<>();
    private final ObservedCancels observed = new ObservedCancels(gateway, registry);

    @BeforeEach
    void listen() {
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public void onStart(Observation.Context context) {
                started.add(context);
            }

            @Override
            public void onStop(Observation.Context context) {
                stopped.add(context);
            }

            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }
        });
    }

    private OrderGateway gateway() {
        MemoryOutcomeLog log = new MemoryOutcomeLog(64);
        IdRules rules = new IdRules(32, "-_", 16, "-/");
        CancelService service = new CancelService(
                ACCOUNT,
                List.of(path),
                new NoQuestions(),
                log,
                new Admission.Ids(rules, placement -> null),
                CancelLimits.DEFAULT);
        CancelDoor door = new CancelDoor(service, Runnable::run, () -> new Now(0, Instant.EPOCH), 64);
        GatewayHealth health = new GatewayHealth(
                List.of(new AccountHealth(ACCOUNT, List.of(), List.of(), 0, 0, Level.GREEN, List.of())));
        return new OrderGateway(Map.of("main", door), log, log::history, () -> health, () -> {});
    }

    private static CancelOrder wish(String order) {
        return CancelOrder.of("main", "BTC-PERP", order).id("c-" + order);
    }

    private static Map<String, String> keys(KeyValues values) {
        return values.stream().collect(java.util.stream.Collectors.toMap(KeyValue::getKey, KeyValue::getValue));
    }

    @Test
    void aCancelIsOneObservationThatSaysWhatBecameOfIt() {
        CancelResult told = observed.cancel(wish("o1")).block();

        assertThat(told).isInstanceOf(CancelResult.Canceled.class);
        assertThat(stopped).singleElement().satisfies(one -> {
            assertThat(one.getName()).isEqualTo("order.gateway.cancel");
            assertThat(keys(one.getLowCardinalityKeyValues()))
                    .isEqualTo(Map.of("account", "main", "venue", "ascendex", "kind", "canceled", "path", "socket"));
            assertThat(keys(one.getHighCardinalityKeyValues()))
                    .isEqualTo(Map.of("order.id", "o1", "cancel.id", "c-o1"));
            assertThat(one.getError()).isNull();
        });
    }

    @Test
    void nothingIsObservedBeforeAnybodySubscribesAndEachSubscriptionIs() {
        Mono<CancelResult> cancel = observed.cancel(wish("o1"));
        assertThat(started).isEmpty();

        cancel.block();
        cancel.block();

        assertThat(stopped).hasSize(2);
    }

    @Test
    void aBurstIsAsManyObservationsAsItHasCancels() {
        List<CancelResult> told = observed.cancels(List.of(wish("o1"), wish("o2"), wish("o3")))
                .collectList()
                .block();

        assertThat(told).hasSize(3);
        assertThat(stopped)
                .extracting(one -> keys(one.getHighCardinalityKeyValues()).get("order.id"))
                .containsExactlyInAnyOrder("o1", "o2", "o3");
        assertThat(stopped)
                .extracting(one -> keys(one.getLowCardinalityKeyValues()).get("kind"))
                .containsOnly("canceled");
    }

    @Test
    void aStreamsCancelsAreObservedOneByOne() {
        observed.cancels(Flux.range(0, 50).map(i -> wish("o" + i)))
                .collectList()
                .block();

        assertThat(started).hasSize(50);
        assertThat(stopped).hasSize(50);
    }

    @Test
    void anAccountThatDoesNotExistMakesNoNewSeries() {
        observed.cancel(CancelOrder.of("nobody-knows-me", "BTC-PERP", "o1")).block();

        assertThat(keys(stopped.get(0).getLowCardinalityKeyValues()))
                .isEqualTo(Map.of("account", "none", "venue", "none", "kind", "refused", "path", "none"));
    }

    @Test
    void twoCancelsUnderOneIdAreTwoObservations() {
        CancelOrder same = wish("o1");

        observed.cancels(List.of(same, same)).collectList().block();

        assertThat(stopped)
                .hasSize(2)
                .extracting(one -> keys(one.getLowCardinalityKeyValues()).get("kind"))
                .containsOnly("canceled");
    }

    @Test
    void whoStopsListeningEndsTheObservationWithoutAResult() {
        path.silent = true;
        Disposable listener = observed.cancel(wish("o1")).subscribe();
        assertThat(stopped).isEmpty();

        listener.dispose();

        assertThat(stopped)
                .singleElement()
                .satisfies(
                        one -> assertThat(keys(one.getLowCardinalityKeyValues()).get("kind"))
                                .isEqualTo("none"));
    }

    @Test
    void theCallersObservationIsTheParent() {
        Observation parent = Observation.start("request", registry);

        observed.cancel(wish("o1"))
                .contextWrite(context -> context.put("micrometer.observation", parent))
                .block();
        parent.scoped(() -> observed.cancel(wish("o2")).block());

        assertThat(stopped)
                .hasSize(2)
                .allSatisfy(one -> assertThat(Objects.requireNonNull(one.getParentObservation()))
                        .isEqualTo(parent));
    }

    @Test
    void aRegistryWithoutHandlersAddsNothing() {
        ObservedCancels off = new ObservedCancels(gateway, ObservationRegistry.create());
        ObservedCancels noop = new ObservedCancels(gateway, ObservationRegistry.NOOP);

        assertThat(off.cancel(wish("o1")).getClass())
                .isEqualTo(gateway.cancel(wish("o1")).getClass());
        assertThat(noop.cancels(List.of(wish("o1"))).getClass())
                .isEqualTo(gateway.cancels(List.of(wish("o1"))).getClass());
        assertThat(observed.cancel(wish("o1")).getClass())
                .isNotEqualTo(gateway.cancel(wish("o1")).getClass());
    }
}
