package io.ordergateway.core;

import io.ordergateway.core.cancel.Admission;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.core.outcome.OutcomeStream;
import io.ordergateway.core.outcome.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/**
 * Cancels orders and says what became of them. Thread-safe; one gateway serves the whole process.
 *
 * <p>Results come on the account's own thread or on the outcome log's writer, and must not block it: whoever needs to
 * block says {@code publishOn} first. A refusal at the door may come on the caller's thread. Subscribing submits; what
 * was submitted goes on whether or not anybody still listens. Subscribing again repeats the same {@code cancelId} and
 * therefore gets the same answer without a second frame.
 *
 * <p>An error of a {@code Mono} or {@code Flux} is a programming fault, never an outcome.
 */
public final class OrderGateway implements AutoCloseable {
    /** How many cancels of one stream are under way at once. */
    public static final int STREAM_CONCURRENCY = 1_024;

    private final Map<String, CancelDoor> doors;
    private final OutcomeStream outcomes;
    private final Function<String, List<CancelOutcome>> history;
    private final Supplier<GatewayHealth> health;
    private final Runnable onClose;

    /**
     * Put together by whoever wires a gateway.
     *
     * @param doors the way in to each account, by its name
     * @param history all that is kept of the order that an id names, oldest first; may block
     * @param onClose ends what the gateway is made of, and returns when that is done
     */
    public OrderGateway(
            Map<String, CancelDoor> doors,
            OutcomeStream outcomes,
            Function<String, List<CancelOutcome>> history,
            Supplier<GatewayHealth> health,
            Runnable onClose) {
        this.doors = Map.copyOf(doors);
        this.outcomes = outcomes;
        this.history = history;
        this.health = health;
        this.onClose = onClose;
    }

    /**
     * Cancels one order.
     *
     * @param order {@code null} and nonsense included: that is {@link CancelResult.Refused}
     * @return exactly one result, by the deadline at the latest
     */
    public Mono<CancelResult> cancel(@Nullable CancelOrder order) {
        return Mono.create(sink -> submit(Collections.singletonList(order), sink::success));
    }

    /**
     * Cancels a burst: one hand-off to each account's thread, and one flush. A burst larger than the account's bound of
     * pending cancels is refused whole.
     *
     * @param orders copied on subscription; not {@code null}, though its elements may be
     * @return one result for each order, as they come; {@link CancelResult#cancelId()} says whose it is. Completes with
     *     the last one
     */
    public Flux<CancelResult> cancels(List<CancelOrder> orders) {
        Objects.requireNonNull(orders, "orders is null; write a list, be it empty");
        return Flux.from(subscriber -> {
            List<CancelOrder> burst = new ArrayList<>(orders);
            BurstResults results = new BurstResults(Operators.toCoreSubscriber(subscriber), burst.size());
            subscriber.onSubscribe(results);
            results.drain();
            submit(burst, results);
        });
    }

    /**
     * Cancels a stream of orders, as many at once as {@value #STREAM_CONCURRENCY}: more are asked for as results come.
     *
     * @param orders not {@code null}; its error ends the result, and what was submitted before goes on
     * @return one result for each order, as they come
     */
    public Flux<CancelResult> cancels(Publisher<CancelOrder> orders) {
        Objects.requireNonNull(orders, "orders is null; write a publisher, be it empty");
        return Flux.from(subscriber -> orders.subscribe(
                new StreamResults(Operators.toCoreSubscriber(subscriber), this::submit, STREAM_CONCURRENCY)));
    }

    /**
     * Cancels every open order of a scope. Asks the venue which orders are open, cancels them together, and completes when
     * the venue, asked again, names none that was not answered for.
     *
     * @param scope {@code null} and nonsense included: that is {@link CancelResult.Refused}
     * @return one result for each order that was found open and taken up, under an id of its own, as they come; completes
     *     at the scope's deadline at the latest. If by then nothing proves that the scope is empty, the last result is an
     *     {@link CancelResult.Unknown} under the scope's id, for the order {@code *}: nothing pursues that any further
     */
    public Flux<CancelResult> cancelAll(@Nullable CancelAll scope) {
        return Flux.create(sink -> {
            CancelDoor door = scope == null || scope.account() == null ? null : doors.get(scope.account());
            if (scope == null || door == null) {
                sink.next(refuse(scope));
                sink.complete();
            } else {
                door.submit(scope, sink::next, sink::complete);
            }
        });
    }

    /**
     * Asks the venue which orders of a scope are open, and cancels none: what {@link #cancelAll} would cancel now. Asked again
     * within the scope's time while the venue does not answer, as far as its limits allow.
     *
     * @param scope {@code null} and nonsense included: that is {@link CancelAll.Listing.Refused}
     * @return exactly one answer, by the scope's deadline; {@link CancelAll.Listing.Unknown} if the venue gave none that can be
     *     trusted. Comes on the account's thread
     */
    public Mono<CancelAll.Listing> openOrders(@Nullable CancelAll scope) {
        return Mono.create(sink -> {
            CancelDoor door = scope == null || scope.account() == null ? null : doors.get(scope.account());
            if (scope == null || door == null) {
                sink.success(new CancelAll.Listing.Refused(refuse(scope)));
            } else {
                door.list(scope, sink::success);
            }
        });
    }

    /**
     * What is wrong with a scope, before anything is done with it. Asks nobody.
     *
     * @return the refusal that {@link #cancelAll} would answer with, however little is under way; {@code null} for none
     */
    public CancelResult.@Nullable Refused fault(@Nullable CancelAll scope) {
        CancelDoor door = scope == null || scope.account() == null ? null : doors.get(scope.account());
        return scope == null || door == null ? refuse(scope) : door.fault(scope);
    }

    /** The names of the accounts. */
    public Set<String> accounts() {
        return doors.keySet();
    }

    /**
     * What happened: history from a position, then live.
     *
     * @return see {@link OutcomeStream#outcomes}
     */
    public Flux<Outcome> outcomes(Position from) {
        return outcomes.outcomes(from);
    }

    /**
     * The same, of what a subscriber wants only. Positions have gaps then, and the position to resume from is that of the
     * last record seen, plus one.
     *
     * @return see {@link OutcomeStream#outcomes}
     */
    public Flux<Outcome> outcomes(Position from, OutcomeFilter filter) {
        return outcomes.outcomes(from).filter(filter::wants);
    }

    /**
     * What is kept of one order: every step of every cancel of it, whichever account's. Comes on one of Reactor's bounded
     * elastic threads.
     *
     * @param id the venue's id of the order, or its client order id: what its cancels named it by
     * @return oldest first; empty if nothing is known of it. An error if the file of outcomes cannot be read
     */
    public Mono<List<CancelOutcome>> history(String id) {
        return Mono.fromCallable(() -> history.apply(id)).subscribeOn(Schedulers.boundedElastic());
    }

    /** The gateway at this moment. */
    public GatewayHealth health() {
        return health.get();
    }

    /**
     * Ends the gateway. Cancels still pending end with what is known of them; the outcome stream completes after the last
     * record. Blocks until that is done; must not be called from a result's thread.
     */
    @Override
    public void close() {
        onClose.run();
    }

    private void submit(List<CancelOrder> burst, Consumer<CancelResult> answer) {
        CancelDoor only = onlyDoor(burst);
        if (only != null) {
            only.submit(burst, answer);
            return;
        }
        Map<CancelDoor, List<CancelOrder>> byDoor = new LinkedHashMap<>();
        for (CancelOrder order : burst) {
            CancelDoor door = door(order);
            if (door == null) {
                answer.accept(refuse(order));
            } else {
                byDoor.computeIfAbsent(door, any -> new ArrayList<>()).add(order);
            }
        }
        byDoor.forEach((door, orders) -> door.submit(orders, answer));
    }

    /** The door of all of them, as it is in most bursts. */
    private @Nullable CancelDoor onlyDoor(List<CancelOrder> burst) {
        CancelDoor only = null;
        for (CancelOrder order : burst) {
            CancelDoor door = door(order);
            if (door == null || (only != null && only != door)) {
                return null;
            }
            only = door;
        }
        return only;
    }

    private @Nullable CancelDoor door(@Nullable CancelOrder order) {
        return order == null || order.account() == null ? null : doors.get(order.account());
    }

    private CancelResult refuse(@Nullable CancelOrder order) {
        if (order == null) {
            String text = "the cancel is null; write CancelOrder.of(account, symbol, orderId)";
            return CancelResult.Refused.of(null, RefusalReason.INVALID, "cancel", text);
        }
        return CancelResult.Refused.of(order, RefusalReason.INVALID, "account", unknown(order.account()));
    }

    private CancelResult.Refused refuse(@Nullable CancelAll scope) {
        if (scope == null) {
            String text = "the scope is null; write CancelAll.of(account)";
            return CancelResult.Refused.of(null, RefusalReason.INVALID, "scope", text);
        }
        return Admission.scopeRefusal(scope, RefusalReason.INVALID, "account", unknown(scope.account()));
    }

    private String unknown(@Nullable String account) {
        String named = account == null ? "null" : "\"" + IdRules.quotable(account) + "\"";
        return "account is " + named + "; write one of "
                + doors.keySet().stream().sorted().toList();
    }
}
