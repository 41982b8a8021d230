package io.ordergateway.ws.store;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.Position;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the file of an outcome log without being the gateway that writes it, while that runs or after. Holds nobody up.
 * Thread-safe.
 */
public final class StoredOutcomes implements AutoCloseable {
    /** How often the file is asked for what is new. */
    static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final StoreFile file;
    private final StoreReader reader;

    private StoredOutcomes(StoreFile file) throws SQLException {
        this.file = file;
        this.reader = new StoreReader(file);
    }

    /**
     * Opens a file that is there.
     *
     * @return to be closed by the caller
     * @throws StoreException if it cannot be read; the message names the file, what is wrong and what to do
     */
    public static StoredOutcomes open(Path path) {
        StoreFile file = new StoreFile(path);
        try {
            return new StoredOutcomes(file);
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /**
     * History from a position, then what is written as time goes by, until the subscriber cancels. Emits on Reactor's bounded
     * elastic threads.
     *
     * @return ends with {@link OutcomesLost} if the position is no longer kept, with {@link StoreException} if the file cannot
     *     be read
     */
    public Flux<Outcome> outcomes(Position from) {
        return Flux.defer(() -> new Pages(from).outcomes()).subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * All that is kept of an order, oldest first.
     *
     * @param id the venue's id of it, or its client order id: what the cancels named it by. If that is the one of one order
     *     and the other of another, the records of both
     */
    public List<Outcome> byOrder(String id) {
        return ask(() -> reader.byOrder(id));
    }

    /** All that is kept of a cancel, oldest first. */
    public List<Outcome> byCancel(String cancelId) {
        return ask(() -> reader.byCancel(cancelId));
    }

    /** The name of the gateway that writes the file. */
    public String gatewayId() {
        return ask(reader::gatewayId);
    }

    @Override
    public void close() {
        synchronized (reader) {
            reader.close();
        }
    }

    /** A question to the file. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        synchronized (reader) {
            try {
                return question.ask();
            } catch (SQLException e) {
                throw file.failure(e);
            }
        }
    }

    /** One subscriber's way through the file. */
    private final class Pages {
        private long next;

        Pages(Position from) {
            next = from.equals(Position.LATEST) ? ask(reader::newest) + 1 : from.value();
        }

        Flux<Outcome> outcomes() {
            return Flux.defer(() -> Flux.fromIterable(page()))
                    .repeatWhen(counts -> counts.concatMap(count ->
                            count > 0 ? Mono.just(count) : Mono.delay(ASK_EVERY, Schedulers.boundedElastic())));
        }

        private List<Outcome> page() {
            List<Outcome> page = ask(() -> reader.page(next, Long.MAX_VALUE, LogReader.PAGE));
            if (!page.isEmpty()) {
                long first = page.get(0).position();
                if (next > 0 && first != next) {
                    throw new OutcomesLost(next, first);
                }
                next = page.get(page.size() - 1).position() + 1;
            }
            return page;
        }
    }
}
