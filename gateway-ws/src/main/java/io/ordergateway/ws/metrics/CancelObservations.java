package io.ordergateway.ws.metrics;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The observations of one subscription's cancels. Begun, told and ended on different threads. */
final class CancelObservations {
    /** A wish that lacks an id is refused under one that is made up. */
    private static final String NO_ID = "";

    private final ObservationRegistry registry;
    private final Map<String, String> venues;
    private final @Nullable Observation parent;

    // By cancel id; of those that share one, the first gets the first result.
    private final Map<String, Deque<Observation>> open = new ConcurrentHashMap<>();

    /**
     * Observations of which none has begun.
     *
     * @param venues the names of the accounts' venues, by the accounts' names
     */
    CancelObservations(ObservationRegistry registry, Map<String, String> venues, @Nullable Observation parent) {
        this.registry = registry;
        this.venues = venues;
        this.parent = parent;
    }

    void begin(CancelOrder order) {
        String venue = order.account() == null ? null : venues.get(order.account());
        String id = order.cancelId() == null ? NO_ID : order.cancelId().value();
        Observation observation = Observation.createNotStarted(ObservedCancels.NAME, registry)
                .parentObservation(parent == null ? registry.getCurrentObservation() : parent)
                // Whatever a caller writes where an account belongs must not make a new series.
                .lowCardinalityKeyValue("account", venue == null ? KeyValue.NONE_VALUE : order.account())
                .lowCardinalityKeyValue("venue", venue == null ? KeyValue.NONE_VALUE : venue)
                .lowCardinalityKeyValue("kind", KeyValue.NONE_VALUE)
                .lowCardinalityKeyValue("path", KeyValue.NONE_VALUE)
                .highCardinalityKeyValue("order.id", orderId(order.order()))
                .highCardinalityKeyValue("cancel.id", id);
        observation.start();
        open.compute(id, (any, before) -> {
            Deque<Observation> ofId = before == null ? new ArrayDeque<>(1) : before;
            ofId.add(observation);
            return ofId;
        });
    }

    private static String orderId(@Nullable OrderRef order) {
        return order == null || order.id() == null ? NO_ID : order.id();
    }

    void told(CancelResult result) {
        Observation observation = take(result.cancelId().value());
        if (observation == null) {
            observation = take(NO_ID);
        }
        if (observation != null) {
            observation
                    .lowCardinalityKeyValue("kind", StageMeters.label(result.kind()))
                    .lowCardinalityKeyValue("path", path(result.attempts()))
                    .stop();
        }
    }

    private @Nullable Observation take(String id) {
        @Nullable Observation[] first = new @Nullable Observation[1];
        open.computeIfPresent(id, (any, ofId) -> {
            first[0] = ofId.poll();
            return ofId.isEmpty() ? null : ofId;
        });
        return first[0];
    }

    private static String path(List<Attempt> attempts) {
        return attempts.isEmpty()
                ? KeyValue.NONE_VALUE
                : StageMeters.label(attempts.get(attempts.size() - 1).path());
    }

    /** What is still open ends with this fault. */
    void failed(Throwable fault) {
        endEach(observation -> observation.error(fault).stop());
    }

    /** Nobody listens any more: what is still open ends without a result. */
    void end() {
        endEach(Observation::stop);
    }

    private void endEach(Consumer<Observation> last) {
        for (String id : List.copyOf(open.keySet())) {
            for (Observation left = take(id); left != null; left = take(id)) {
                last.accept(left);
            }
        }
    }
}
