package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.store.StoredOutcomes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;

/**
 * A gateway that is killed in the middle of bursts, again and again, and started again on the same file. More kills:
 * {@code -Dkills=200}.
 */
class KilledIT {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final long SEED = Long.getLong("kills.seed", 1);
    private static final int BURSTS = 4;
    private static final int BURST = 25;

    /** A cancel is told once and has three records or four: a life that says all this has finished its bursts. */
    private static final int LINES = BURSTS * BURST * 4;

    private final Random random = new Random(SEED);
    private final SimVenue venue = Market.FUTURES.start();
    private final Map<String, String> orders = new HashMap<>();
    private final Map<String, List<String>> told = new ConcurrentHashMap<>();
    private final Queue<Long> seen = new ConcurrentLinkedQueue<>();
    private int cancels;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        venue.close();
    }

    private Path file() {
        return folder.resolve("outcomes.db");
    }

    /** One process, and what it says. */
    private final class Life implements AutoCloseable {
        private final Process process;
        private final Thread listener;
        private final int killedAfter;
        private volatile boolean ready;
        private int heard;

        /** One that is killed as soon as it has said so many lines. */
        Life(int killedAfter) throws IOException {
            this.killedAfter = killedAfter;
            long from = seen.stream().mapToLong(Long::longValue).max().orElse(0) + 1;
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Xshare:auto",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MortalGateway.class.getName(),
                            venue.restUrl(),
                            venue.socketUrl(),
                            file().toString(),
                            Long.toString(from))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            listener = new Thread(this::listen, "listener");
            listener.start();
            await().atMost(Desk.PATIENCE).until(() -> ready);
        }

        private void listen() {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    hear(line);
                    if (ready && ++heard > killedAfter) {
                        process.toHandle().destroyForcibly(); // the process itself would close what it has said, unread
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void hear(String line) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "ready" -> ready = true;
                case "seen" -> seen.add(Long.parseLong(words[1]));
                case "told" ->
                    told.computeIfAbsent(words[1], id -> Collections.synchronizedList(new ArrayList<>()))
                            .add(words[2]);
                default -> throw new AssertionError(line);
            }
        }

        /** What it no longer reads is lost, as is whoever would have told it. */
        void say(String line) {
            try {
                process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().flush();
            } catch (IOException e) {
                assertThat(process.onExit()).as("%s", e).succeedsWithin(Desk.PATIENCE);
            }
        }

        void die() throws InterruptedException {
            assertThat(process.onExit()).succeedsWithin(Desk.PATIENCE);
            listener.join();
        }

        /** Ends it as an operator would. */
        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            assertThat(process.onExit()).succeedsWithin(Desk.PATIENCE);
        }
    }

    private String burst() {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            String id = "c" + ++cancels;
            String order = venue.book().place(Desk.SYMBOL, "Buy", "0.1", "30000");
            orders.put(id, order);
            words.add(id + "=" + order);
            if (random.nextInt(10) == 0) {
                venue.book().fill(order);
            }
        }
        return String.join(" ", words);
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void whatWasAcceptedEndsOnceAndAgreesWithTheBookHoweverOftenItIsKilled() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> bursts = Stream.generate(this::burst).limit(BURSTS).toList();
            Life life = new Life(random.nextInt(LINES));
            bursts.forEach(life::say);
            life.die();
        }
        Queue<Outcome> log = new ConcurrentLinkedQueue<>();
        try (Life last = new Life(Integer.MAX_VALUE);
                StoredOutcomes stored = StoredOutcomes.open(file())) {
            Disposable reading = stored.outcomes(Position.EARLIEST).subscribe(log::add);
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> log.size() >= seen.size()
                            && seen.size() >= log.size()
                            && unfinished(log).isEmpty());
            assertThat(last.process.isAlive()).isTrue();
            reading.dispose();
        }

        checkLog(log);
        checkStream(log);
    }

    private static Set<String> unfinished(Collection<Outcome> records) {
        Set<String> open = new TreeSet<>();
        byCancel(records).forEach((id, its) -> {
            if (its.stream().noneMatch(CancelOutcome::closes)) {
                open.add(id);
            }
        });
        return open;
    }

    private static Map<String, List<CancelOutcome>> byCancel(Collection<Outcome> records) {
        return records.stream()
                .filter(CancelOutcome.class::isInstance)
                .map(CancelOutcome.class::cast)
                .collect(Collectors.groupingBy(record -> record.cancelId().value()));
    }

    private void checkLog(Collection<Outcome> records) {
        Map<String, List<CancelOutcome>> accepted = byCancel(records);
        assertThat(accepted).isNotEmpty();
        accepted.forEach((id, its) -> {
            assertThat(its.get(0).phase()).as("%s: %s", id, its).isEqualTo(Phase.ACCEPTED);
            assertThat(its.stream().filter(one -> one.phase() == Phase.ACCEPTED))
                    .as("%s: %s", id, its)
                    .hasSize(1);
            assertThat(its.stream().filter(one -> one.phase() == Phase.SETTLED))
                    .as("%s: %s", id, its)
                    .hasSize(1);
            List<CancelOutcome> ends =
                    its.stream().filter(CancelOutcome::closes).toList();
            assertThat(ends).as("%s: %s", id, its).hasSize(1);
            checkBook(ends.get(0));
        });
        told.forEach((id, kinds) -> assertThat(kinds)
                .as("what %s was told, and what is on record: %s", id, accepted.get(id))
                .containsExactly(
                        accepted.containsKey(id)
                                ? settled(accepted.get(id)).kind().name()
                                : CancelResult.Kind.REFUSED.name()));
        assertThat(records.stream().filter(StreamMark.class::isInstance)).isNotEmpty();
    }

    private static CancelResult settled(List<CancelOutcome> records) {
        return records.stream()
                .filter(one -> one.phase() == Phase.SETTLED)
                .map(CancelOutcome::result)
                .findFirst()
                .orElseThrow();
    }

    private void checkBook(CancelOutcome end) {
        SimOrder order = venue.book().order(end.order().orderId()).orElseThrow();
        assertThat(orders.get(end.cancelId().value())).isEqualTo(order.orderId());
        assertThat(Desk.claim(end.result()))
                .as("%s, in the book %s", end, order)
                .isEqualTo(order.status().name());
    }

    /** Whoever read on from where it was has seen every position once. */
    private void checkStream(Collection<Outcome> records) {
        assertThat(records)
                .extracting(Outcome::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records.size()).boxed().toList());
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, records.size()).boxed().toList());
    }
}
