package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever takes its time is closed within the bound that the server names, and not noticed. All of them begin at once, so
 * that the slowest of them is as long as it takes.
 */
class ApiPatienceIT {
    /** As the server has them: Visitors.PATIENCE, ApiServer.BODY_WITHIN, and of StreamConnection the others. */
    private static final Duration STRANGER = Duration.ofSeconds(10);

    private static final Duration BODY = Duration.ofSeconds(10);
    private static final Duration AUTH = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration STALL = Duration.ofSeconds(30);

    /** The bounds are looked at now and then only, by machines that have other things to do. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    private static final int DRIP_MILLIS = 250;
    private static final int LONG_ID = 1_000;
    private static final long MAX_UNREAD_BYTES = 32L << 20;

    @TempDir
    private static Path directory;

    private static final ExecutorService threads = Executors.newCachedThreadPool();

    private static Attacked attacked;
    private static CompletableFuture<Duration> headers;
    private static CompletableFuture<Duration> body;
    private static CompletableFuture<Duration> nothing;
    private static CompletableFuture<Duration> noAuth;
    private static CompletableFuture<Duration> halfOpen;
    private static CompletableFuture<Duration> neverReads;
    private static final CompletableFuture<Long> unread = new CompletableFuture<>();

    @BeforeAll
    static void begin() {
        attacked = new Attacked(directory);
        String start = " HTTP/1.1\r\nHost: localhost\r\n";
        headers = drip(RawClient.connect(attacked.served).say("GET /health/live" + start + "X-Slow: "), "a");
        body = drip(
                RawClient.connect(attacked.served)
                        .say("POST /v1/cancels" + start + attacked.authorization() + "Content-Length: 10000\r\n\r\n"),
                " ");
        nothing = drip(RawClient.connect(attacked.served), "");
        noAuth = drip(RawClient.stream(attacked.served, ""), "");
        halfOpen = drip(RawClient.stream(attacked.served, attacked.authorization()), "");
        neverReads = untilClosed(ApiPatienceIT::sayAndNeverRead);
    }

    /** Says a little now and then, until it is closed. */
    private static CompletableFuture<Duration> drip(RawClient client, String drop) {
        return untilClosed(() -> {
            while (!client.closesWithin(DRIP_MILLIS)) {
                client.say(drop);
            }
            client.close();
        });
    }

    private static CompletableFuture<Duration> untilClosed(Runnable attack) {
        long begun = System.nanoTime();
        return CompletableFuture.runAsync(attack, threads)
                .thenApply(closed -> Duration.ofNanos(System.nanoTime() - begun));
    }

    private static void sayAndNeverRead() {
        try (RawClient client = RawClient.stream(attacked.served, attacked.authorization())) {
            String ping = "{'op':'ping','id':'" + "x".repeat(LONG_ID) + "'}";
            long said = 0;
            while (!client.isBroken()) {
                client.text(ping);
                said += ping.length();
            }
            unread.complete(said);
        }
    }

    @AfterAll
    static void end() {
        threads.shutdownNow();
        attacked.close();
    }

    @AfterEach
    void nobodyNoticed() {
        attacked.healthy.noticedNothing();
    }

    private static void assertWithin(CompletableFuture<Duration> closed, Duration bound) {
        assertThat(closed.join()).isBetween(bound.minusSeconds(1), bound.plus(SLACK));
    }

    @Test
    void headersThatDripAreCutOff() {
        assertWithin(headers, STRANGER);
    }

    @Test
    void aBodyThatDripsIsCutOff() {
        assertWithin(body, BODY);
    }

    @Test
    void whoSaysNothingIsCutOff() {
        assertWithin(nothing, STRANGER);
    }

    @Test
    void aWebSocketThatDoesNotSayWhoItIsIsCutOff() {
        assertWithin(noAuth, AUTH);
    }

    @Test
    void aHalfOpenSocketIsGivenUp() {
        assertWithin(halfOpen, SILENCE.multipliedBy(2));
    }

    @Test
    void whoNeverReadsIsNotListenedToAndThenCutOff() {
        assertWithin(neverReads, STALL);
        assertThat(unread.join()).isLessThan(MAX_UNREAD_BYTES);
    }
}
