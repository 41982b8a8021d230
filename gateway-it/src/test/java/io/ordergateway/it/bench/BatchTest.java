package io.ordergateway.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final List<Integer> told = new ArrayList<>();
    private final Batch batch = new Batch(3, told::add);

    @Test
    void isThereWhenEveryOrderWasAnswered() {
        batch.wakeMeAt(0);

        batch.answered(batch.id(2), true);
        batch.answered(batch.id(0), true);
        assertThat(batch.missing()).isEqualTo(1);
        batch.answered(batch.id(1), true);

        assertThat(batch.await()).isTrue();
        assertThat(told).containsExactly(2, 0, 1);
        assertThat(batch.wrong() + batch.doubled()).isZero();
    }

    @Test
    void aReplyThatComesTwiceIsNotAnotherOnes() {
        batch.answered(batch.id(0), true);
        batch.answered(batch.id(0), true);

        assertThat(batch.doubled()).isEqualTo(1);
        assertThat(batch.missing()).isEqualTo(2);
    }

    @Test
    void aReplyToAnotherBatchOrOneThatSaysNoIsWrong() {
        batch.answered(new Batch(1).id(0), true);
        batch.answered("", true);
        batch.answered(batch.id(1), false);

        assertThat(batch.wrong()).isEqualTo(3);
        assertThat(batch.missing()).isEqualTo(3);
    }

    @Test
    void aReplyThatDoesNotComeIsWaitedForInVain() {
        batch.wakeMeAt(1);
        batch.answered(batch.id(0), true);

        assertThat(batch.await()).isFalse();
        assertThat(batch.missing()).isEqualTo(2);
    }
}
