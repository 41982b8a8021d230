package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Cancels one order after the other while others misbehave, and remembers whether it noticed. */
final class HealthyClient implements AutoCloseable {
    /**
     * No answer may be later. Answers take a few milliseconds; this is as long as a busy machine may let a test's own thread
     * wait, and shorter than every bound within which whoever misbehaves is closed.
     */
    static final Duration NOTICED = Duration.ofSeconds(4);

    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();
    private static final int SOME = 25;

    private final Served served;
    private final StreamClient client;
    private final Thread thread = new Thread(this::cancelInALoop, "healthy");
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private volatile boolean over;

    HealthyClient(Served served, String token) {
        this.served = served;
        this.client = StreamClient.open(
                served.http.newWebSocketBuilder().header("Authorization", "Bearer " + token), served.uri("/v1/stream"));
        thread.start();
    }

    private void cancelInALoop() {
        try {
            for (long number = 0; !over; number++) {
                cancel("h" + number);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (RuntimeException | AssertionError e) {
            fault.set(e);
        }
    }

    private void cancel(String id) {
        String order = served.place();
        long begun = System.nanoTime();
        client.say("{'op':'req','action':'cancel-order','id':'" + id + "','account':'main','args':{'orderId':'" + order
                + "','symbol':'" + Served.SYMBOL + "','await':'final'}}");
        JsonNode answer = client.hear();
        slowestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
        assertThat(answer.path("id").asText()).isEqualTo(id);
        assertThat(answer.path("result").asText()).as(answer.toString()).isEqualTo("CANCELED");
        answered.incrementAndGet();
    }

    /** That it noticed nothing so far, and goes on. */
    void noticedNothing() {
        long before = answered.get();
        await().atMost(Served.PATIENCE).until(() -> fault.get() != null || answered.get() > before + SOME);
        assertThat(fault.get()).isNull();
        assertThat(Duration.ofNanos(slowestNanos.get())).isLessThan(NOTICED);
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        client.close();
    }
}
