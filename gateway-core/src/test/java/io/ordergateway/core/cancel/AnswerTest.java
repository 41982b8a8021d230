package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswerTest {
    private static final CancelResult RESULT =
            Admission.refusal(Desk.wish("c1"), RefusalReason.NO_PATH, null, "no way out");

    @Test
    void nobodyIsToldBeforeItIsWrittenAndLaterOnesAtOnce() {
        List<String> told = new ArrayList<>();
        PendingCancel.Answer answer = new PendingCancel.Answer(RESULT, new ArrayList<>());

        assertThat(answer.listen(result -> told.add("early"))).isTrue();
        assertThat(told).isEmpty();
        answer.written();
        assertThat(answer.listen(result -> told.add("late"))).isTrue();

        assertThat(told).containsExactly("early", "late");
    }

    @Test
    void onlySoManyMayWait() {
        PendingCancel.Answer answer = new PendingCancel.Answer(RESULT, new ArrayList<>());
        for (int i = 0; i < PendingCancel.MAX_LISTENERS; i++) {
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
        List<PendingCancel.Answer> answers = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            answers.add(new PendingCancel.Answer(RESULT, new ArrayList<>()));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        Thread writer = new Thread(() -> answers.forEach(answer -> {
            meet(together);
            answer.written();
        }));

        writer.start();
        for (PendingCancel.Answer answer : answers) {
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
