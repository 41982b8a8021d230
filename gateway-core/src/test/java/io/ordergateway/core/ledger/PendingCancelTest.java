package io.ordergateway.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PendingCancelTest {
    private static final CancelOrder WISH =
            CancelOrder.of("main", "BTC-PERP", "o1").id("c1");
    private static final CancelResult RESULT = CancelResult.Refused.of(WISH, RefusalReason.NO_PATH, null, "no way out");

    private static PendingCancel answered(Consumer<CancelResult> first) {
        PendingCancel cancel = new PendingCancel(WISH, first, 0);
        cancel.decide(RESULT);
        return cancel;
    }

    @Test
    void nobodyIsToldBeforeItIsWrittenAndLaterOnesAtOnce() {
        List<String> told = new ArrayList<>();
        PendingCancel answer = answered(result -> told.add("first"));

        assertThat(answer.listen(result -> told.add("early"))).isTrue();
        assertThat(told).isEmpty();
        answer.written();
        assertThat(answer.listen(result -> told.add("late"))).isTrue();

        assertThat(told).containsExactly("first", "early", "late");
    }

    @Test
    void onlySoManyMayWait() {
        PendingCancel answer = answered(result -> {});
        for (int i = 1; i < PendingCancel.MAX_LISTENERS; i++) {
            assertThat(answer.listen(result -> {})).isTrue();
        }

        assertThat(answer.listen(result -> {})).isFalse();
        answer.written();
        assertThat(answer.listen(result -> {})).isTrue();
    }

    @Test
    @Timeout(20)
    void whoeverAsksWhileTheWriterReportsIsToldExactlyOnce() throws Exception {
        int rounds = 300;
        int askers = 30;
        AtomicInteger told = new AtomicInteger();
        List<PendingCancel> answers = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            answers.add(answered(result -> {}));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Thread writer = new Thread(() -> answers.forEach(answer -> {
            meet(together);
            answer.written();
        }));

        writer.start();
        for (PendingCancel answer : answers) {
            meet(together);
            for (int i = 0; i < askers; i++) {
                answer.listen(result -> told.incrementAndGet());
            }
        }
        writer.join();

        assertThat(told).hasValue(rounds * askers);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
