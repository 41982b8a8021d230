package io.ordergateway.ws.metrics;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * The same cancels as those of a gateway, each an observation for Micrometer's handlers, which make traces or meters of it: from
 * the subscription to the result. Off unless somebody makes one of these; with {@link ObservationRegistry#NOOP}, or a registry
 * that has no handlers, the gateway's own publishers are handed out and nothing is added. Thread-safe. Needs
 * {@code io.micrometer:micrometer-core} on the class path.
 *
 * <p>An observation is called {@value #NAME} and has the low-cardinality keys {@code account}, {@code venue}, {@code kind} (of
 * the result) and {@code path} (of the last attempt), each {@code none} if there is none, and the high-cardinality keys
 * {@code order.id} and {@code cancel.id}. A cancel that is refused or unknown is no error. Its parent is the observation in the
 * subscriber's Reactor context, else the current one of the subscribing thread.
 */
public final class ObservedCancels {
    /** What each observation is called. */
    public static final String NAME = "order.gateway.cancel";

    /** Micrometer's key in a Reactor context; its constant is of a class that needs another library. */
    private static final String PARENT = "micrometer.observation";

    private final OrderGateway gateway;
    private final ObservationRegistry registry;
    private final Map<String, String> venues;

    /**
     * The cancels of this gateway.
     *
     * @param gateway remains its owner's
     * @param registry who is told
     */
    public ObservedCancels(OrderGateway gateway, ObservationRegistry registry) {
        this.gateway = gateway;
        this.registry = registry;
        this.venues = gateway.health().accounts().stream()
                .map(AccountHealth::account)
                .collect(Collectors.toUnmodifiableMap(
                        account -> account.name(), account -> account.venue().name()));
    }

    /** As {@link OrderGateway#cancel(CancelOrder)}. */
    public Mono<CancelResult> cancel(@Nullable CancelOrder order) {
        Mono<CancelResult> cancel = gateway.cancel(order);
        return registry.isNoop() || order == null
                ? cancel
                : Mono.deferContextual(context -> {
                    CancelObservations observed = observations(context);
                    observed.begin(order);
                    return cancel.doOnNext(observed::told)
                            .doOnError(observed::failed)
                            .doFinally(signal -> observed.end());
                });
    }

    /** As {@link OrderGateway#cancels(List)}: one observation for each cancel. */
    public Flux<CancelResult> cancels(List<CancelOrder> orders) {
        Objects.requireNonNull(orders, "orders is null; write a list, be it empty");
        return registry.isNoop()
                ? gateway.cancels(orders)
                : observed(begin -> {
                    orders.stream().filter(Objects::nonNull).forEach(begin);
                    return gateway.cancels(orders);
                });
    }

    /** As {@link OrderGateway#cancels(Publisher)}: one observation for each cancel. */
    public Flux<CancelResult> cancels(Publisher<CancelOrder> orders) {
        Objects.requireNonNull(orders, "orders is null; write a publisher, be it empty");
        return registry.isNoop()
                ? gateway.cancels(orders)
                : observed(begin -> gateway.cancels(Flux.from(orders).doOnNext(begin)));
    }

    private Flux<CancelResult> observed(Function<Consumer<CancelOrder>, Flux<CancelResult>> cancels) {
        return Flux.deferContextual(context -> {
            CancelObservations observed = observations(context);
            return cancels.apply(observed::begin)
                    .doOnNext(observed::told)
                    .doOnError(observed::failed)
                    .doFinally(signal -> observed.end());
        });
    }

    private CancelObservations observations(ContextView context) {
        Observation parent = context.getOrDefault(PARENT, null);
        return new CancelObservations(registry, venues, parent);
    }
}
