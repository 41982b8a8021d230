package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.venue.rest.RestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** With the sockets down, what waits together leaves together, and no order suffers for another. */
@ParameterizedClass
@EnumSource(Market.class)
class BatchIT {
    private static final int BATCH = 10;

    private final Market market;
    private final Desk desk;

    BatchIT(Market market) {
        this.market = market;
        this.desk = Desk.ready(market);
    }

    @BeforeEach
    void socketsDown() {
        desk.socketsDown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "10, 1, 0", "11, 1, 1", "100, 10, 0", "105, 11, 0"})
    void aBurstLeavesInBatchesOfTenAtMost(int orders, int batches, int singles) {
        List<CancelResult> told = cancel(desk.place(orders));

        assertThat(told).hasSize(orders).allSatisfy(result -> {
            assertThat(result).isInstanceOf(CancelResult.Canceled.class);
            assertThat(result.attempts()).extracting(Attempt::path).containsExactly(PathKind.REST);
        });
        assertRequests(batches, singles);
        desk.assertBooksAgree(orders);
    }

    @Test
    void oneOrderThatIsGoneSendsTheNineOthersAlone() {
        List<String> orders = desk.place(BATCH);
        desk.book().fill(orders.get(4));

        List<CancelResult> told = cancel(orders);

        assertThat(told)
                .filteredOn(CancelResult.TooLate.class::isInstance)
                .singleElement()
                .satisfies(late -> assertThat(late.order().orderId()).isEqualTo(orders.get(4)));
        assertThat(told).filteredOn(CancelResult.Canceled.class::isInstance).hasSize(BATCH - 1);
        assertThat(desk.venue.counts().restBatches()).isEqualTo(1);
        assertThat(desk.venue.counts().restCancels()).isBetween(BATCH - 1L, (long) BATCH);
        desk.assertBooksAgree(BATCH);
    }

    @ParameterizedTest
    @EnumSource(
            value = SimFault.class,
            names = {"HTTP_502", "HTTP_502_AFTER", "HTTP_524_AFTER", "CUT_BEFORE", "CUT_AFTER"})
    void noAnswerToABatchIsADoubtForEachOfItsOrders(SimFault fault) {
        desk.venue.faults().next(fault);

        List<CancelResult> told = cancel(desk.place(BATCH));

        assertThat(told).hasSize(BATCH).allSatisfy(result -> {
            assertThat(result).isInstanceOf(CancelResult.Canceled.class);
            assertThat(result.attempts().get(0).verdict()).isInstanceOf(Verdict.Unclear.class);
        });
        assertThat(desk.venue.counts().statusQueries()).isGreaterThanOrEqualTo(BATCH);
        desk.assertBooksAgree(BATCH);
    }

    @Test
    void whatWaitsForItsTurnBeyondItsDeadlineNeverLeaves() {
        int underWay = RestClient.MAX_CANCELS * BATCH;
        List<String> orders = desk.place(underWay + BATCH);
        List<CancelOrder> wishes = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            boolean tooLate = i >= underWay && i % 2 == 0;
            wishes.add(market.finalWish(orders.get(i)).within(Duration.ofMillis(tooLate ? 200 : 15_000)));
        }
        desk.venue.faults().lateBy(Duration.ofSeconds(1));
        desk.venue.faults().always(SimFault.REPLY_LATE);

        CompletableFuture<List<CancelResult>> first =
                desk.gateway.cancels(wishes.subList(0, underWay)).collectList().toFuture();
        await().atMost(Desk.PATIENCE)
                .until(() -> desk.venue.counts().restBatches() == RestClient.MAX_CANCELS); // or the hurried had a turn
        List<CancelResult> told = new ArrayList<>(desk.cancels(wishes.subList(underWay, wishes.size())));
        told.addAll(first.join());

        assertThat(told).filteredOn(CancelResult.Canceled.class::isInstance).hasSize(underWay + BATCH / 2);
        assertThat(told)
                .filteredOn(CancelResult.Refused.class::isInstance)
                .hasSize(BATCH / 2)
                .allSatisfy(result -> {
                    assertThat(((CancelResult.Refused) result).reason()).isEqualTo(RefusalReason.DEADLINE);
                    assertThat(desk.inBook(result.order().orderId()).status()).isEqualTo(SimOrder.Status.NEW);
                });
        assertRequests(RestClient.MAX_CANCELS + 1, 0);
        desk.assertBooksAgree(orders.size());
    }

    private List<CancelResult> cancel(List<String> orders) {
        return desk.cancels(orders.stream()
                .map(order -> market.finalWish(order).within(Desk.PATIENCE))
                .toList());
    }

    private void assertRequests(long batches, long singles) {
        assertThat(desk.venue.counts().restBatches()).isEqualTo(batches);
        assertThat(desk.venue.counts().restCancels()).isEqualTo(singles);
    }
}
