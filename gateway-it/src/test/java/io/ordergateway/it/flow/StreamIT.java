package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.ws.sim.fault.SimFault;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;

/** Cancels that come as a stream, from a source that gives only what was asked for. */
class StreamIT {
    private static final int AT_ONCE = OrderGateway.STREAM_CONCURRENCY;
    private static final int MANY = 2 * OrderGateway.STREAM_CONCURRENCY;

    private final Desk desk = Desk.ready(Desk::patient);

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void everyOrderOfALongStreamHasItsResultAndNeverMoreAreUnderWayThanTheBound() {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Flux<CancelOrder> source = Flux.fromIterable(desk.place(MANY))
                .map(StreamIT::wish)
                .doOnNext(wish -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max));

        List<CancelResult> told = desk.gateway
                .cancels(source)
                .doOnNext(result -> underWay.decrementAndGet())
                .collectList()
                .block(Desk.PATIENCE);

        assertThat(told)
                .hasSize(MANY)
                .allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
        assertThat(told).extracting(CancelResult::cancelId).doesNotHaveDuplicates();
        assertThat(most).hasValueBetween(1, AT_ONCE);
        desk.assertBooksAgree(MANY);
    }

    @Test
    void moreIsAskedForOnlyAsResultsCome() {
        List<String> orders = desk.place(MANY);
        desk.venue.faults().always(SimFault.SILENT);
        AtomicLong asked = new AtomicLong();
        Queue<CancelResult> told = new ConcurrentLinkedQueue<>();

        desk.gateway
                .cancels(Flux.fromIterable(orders).map(StreamIT::wish).doOnRequest(asked::addAndGet))
                .subscribe(told::add);

        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == AT_ONCE);
        assertThat(asked).hasValue(AT_ONCE);
        orders.subList(0, 100).forEach(desk.book()::fill);
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == AT_ONCE + 100);
        assertThat(asked).hasValue(AT_ONCE + 100);
        assertThat(told).hasSize(100);
    }

    @Test
    void nonsenseInTheStreamIsRefusedInItsPlaceAndTheStreamGoesOn() {
        Flux<CancelOrder> source = Flux.just(wish(desk.place()), Desk.wish("not an id"), wish(desk.place()));

        List<CancelResult> told = desk.gateway.cancels(source).collectList().block(Desk.PATIENCE);

        assertThat(told).hasSize(3);
        assertThat(told).filteredOn(CancelResult.Refused.class::isInstance).hasSize(1);
        assertThat(told).filteredOn(CancelResult.Canceled.class::isInstance).hasSize(2);
        desk.assertBooksAgree(2);
    }

    @Test
    void anErrorOfTheSourceEndsTheResultsAndWhatWasSubmittedGoesOn() {
        desk.venue.faults().always(SimFault.SILENT);
        List<String> orders = desk.place(3);
        TestPublisher<CancelOrder> source = TestPublisher.create();
        AtomicReference<Throwable> error = new AtomicReference<>();
        desk.gateway.cancels(source).subscribe(result -> {}, error::set);
        orders.forEach(order -> source.next(wish(order)));
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == 3);

        source.error(new IllegalStateException("the strategy broke"));

        await().atMost(Desk.PATIENCE).until(() -> error.get() != null);
        assertThat(error.get()).hasMessage("the strategy broke");
        assertThat(desk.ends()).isEmpty();
        orders.forEach(desk.book()::fill);
        desk.assertBooksAgree(3);
    }

    @Test
    void whoStopsListeningStopsTheSourceAndNoCancel() {
        desk.venue.faults().always(SimFault.SILENT);
        List<String> orders = desk.place(MANY);
        AtomicBoolean stopped = new AtomicBoolean();
        Disposable listening = desk.gateway
                .cancels(Flux.fromIterable(orders).map(StreamIT::wish).doOnCancel(() -> stopped.set(true)))
                .subscribe();
        await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == AT_ONCE);

        listening.dispose();
        orders.subList(0, AT_ONCE).forEach(desk.book()::fill);

        desk.assertBooksAgree(AT_ONCE);
        assertThat(stopped).isTrue();
        assertThat(desk.venue.counts().socketCancels()).isEqualTo(AT_ONCE);
    }

    @Test
    void aStreamOfOneIsAStream() {
        List<CancelResult> told = desk.gateway
                .cancels(Mono.just(wish(desk.place())))
                .collectList()
                .block(Desk.PATIENCE);

        assertThat(told).singleElement().isInstanceOf(CancelResult.Canceled.class);
        desk.assertBooksAgree(1);
    }

    /** With a deadline beyond what is waited for here, so that it ends nothing. */
    private static CancelOrder wish(String order) {
        return Desk.finalWish(order).within(Desk.PATIENCE.multipliedBy(2));
    }
}
