package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Accepted;
import io.ordergateway.core.outcome.CancelOutcome.Final;
import io.ordergateway.core.outcome.CancelOutcome.Sent;
import io.ordergateway.core.outcome.CancelOutcome.Settled;
import io.ordergateway.core.outcome.CancelOutcome.Step;
import io.ordergateway.core.outcome.EarlierCancels;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A day on which the gateway is killed at chosen points: exactly before and after a record is handed over, a record is
 * written and a frame leaves. What was written and what left survive it; all else is gone. Then it is started again.
 */
final class CrashDay {
    /** When the log's writer gets to write what was handed over. */
    enum Writer {
        AT_ONCE,
        AFTER_EACH_STEP,
        WHEN_THE_VENUE_HAS_ANSWERED
    }

    /** What becomes of the frames that had left a gateway that was killed, and had not arrived. */
    enum Wire {
        ARRIVES_WITH_THE_CRASH,
        ARRIVES_AFTER_THE_RESTART
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The venue has seen this order filled before anybody wanted it gone, and for a while gives no answer about it. */
    static final String FILLED_BEFORE = "o3";

    private static final Instant READABLE_FROM =
            ManualTime.START.plus(Desk.WITHIN).plusSeconds(2);

    /** The venue cancels this order and its reply is lost. */
    static final String UNANSWERED = "o5";

    /** No first frame for this order ever arrives. */
    static final String LOST = "o6";

    private static final List<String> ORDERS = List.of("o1", "o2", FILLED_BEFORE, "o4", UNANSWERED, LOST);

    final ManualTime time = new ManualTime();
    final List<CancelOutcome> written = new ArrayList<>();
    final Map<String, OrderStatus> book = new LinkedHashMap<>();

    /** What each caller was told, in every life. */
    final Map<String, List<CancelResult>> told = new LinkedHashMap<>();

    private final Writer writer;
    private final Wire wire;
    private final Queue<Long> kills;
    private final Queue<Frame> frames = new ArrayDeque<>();
    private final List<Frame> unanswered = new ArrayList<>();
    private final List<String> lostOnce = new ArrayList<>(List.of(LOST));
    private long points;
    private Life life;

    private record Frame(OrderRef order, PathAttempt attempt, Life sender) {}

    private record Entry(CancelOutcome record, RecordListener listener) {}

    /**
     * @param kills at which points it is killed, counted from the beginning and then from each restart
     */
    CrashDay(Writer writer, Wire wire, List<Long> kills) {
        this.writer = writer;
        this.wire = wire;
        this.kills = new ArrayDeque<>(kills);
        ORDERS.forEach(order -> book.put(order, OrderStatus.OPEN));
        book.put(FILLED_BEFORE, OrderStatus.FILLED);
        life = new Life();
    }

    /** How many points there were since the last start. */
    long points() {
        return points;
    }

    /** Lives the day to its end, however often it is killed. */
    void live() {
        step(() -> ask("c1", "o1", false));
        step(() -> ask("c2", "o2", true));
        step(() -> ask("c3", FILLED_BEFORE, false));
        step(() -> ask("c4", "o1", true));
        step(this::arrive);
        step(() -> ask("c5", UNANSWERED, false));
        step(() -> ask("c6", LOST, false));
        step(() -> ask("c7", "o4", true));
        while (!frames.isEmpty()) {
            step(this::arrive);
        }
        step(() -> life.write());
        for (int round = 0; round < 40 && life.isBusy(); round++) {
            Duration wait = Duration.ofMillis(round < 3 ? 300 : 5_000);
            step(() -> life.pass(wait));
            step(this::giveUp);
            step(() -> life.write());
        }
        step(() -> life.write());
    }

    /** Does the next thing, in this life or in the next one. */
    private void step(Runnable action) {
        try {
            action.run();
            if (writer == Writer.AFTER_EACH_STEP) {
                life.write();
            }
        } catch (Killed killed) {
            rise();
        }
    }

    private void rise() {
        if (wire == Wire.ARRIVES_WITH_THE_CRASH) {
            frames.forEach(this::changeBook);
            frames.clear();
        }
        points = 0;
        life = new Life();
        try {
            life.resume();
        } catch (Killed again) {
            rise();
        }
    }

    private void point() {
        points++;
        if (!kills.isEmpty() && points == kills.element()) {
            kills.remove();
            throw new Killed();
        }
    }

    private void ask(String cancelId, String orderId, boolean toTheEnd) {
        CancelOrder wish = Desk.wish(cancelId, orderId);
        List<CancelResult> answers = told.computeIfAbsent(cancelId, any -> new ArrayList<>());
        life.service.cancel(toTheEnd ? wish.awaitFinal() : wish, answers::add, time.now());
    }

    private void arrive() {
        Frame frame = frames.poll();
        if (frame == null) {
            return;
        }
        if (lostOnce.remove(frame.order.orderId())) {
            unanswered.add(frame);
            return;
        }
        boolean worked = changeBook(frame);
        if (frame.order.orderId().equals(UNANSWERED)) {
            unanswered.add(frame);
        } else if (frame.sender == life) {
            frame.attempt.settle(worked ? VenueSays.taken() : VenueSays.gone(), time.now());
            if (worked) {
                life.service.orderUpdate(frame.order.orderId(), VenueSays.canceled(), time.now());
            }
        }
    }

    /** A session gives up waiting for a reply. */
    private void giveUp() {
        List<Frame> all = List.copyOf(unanswered);
        unanswered.clear();
        for (Frame frame : all) {
            if (frame.sender == life) {
                frame.attempt.settle(VenueSays.silence(), time.now());
            }
        }
    }

    private boolean changeBook(Frame frame) {
        return book.replace(frame.order.orderId(), OrderStatus.OPEN, OrderStatus.CANCELED);
    }

    /** One process. */
    private final class Life implements OutcomeLog, CancelPath, OrderQuery {
        private final Queue<Entry> queue = new ArrayDeque<>();
        private final CancelService service =
                new CancelService(Desk.ACCOUNT, List.of(this), this, this, Desk.IDS, Desk.LIMITS);

        void resume() {
            EarlierCancels earlier = new EarlierCancels(Desk.ACCOUNT, 16);
            written.forEach(earlier::read);
            service.resume(earlier.unfinished(), earlier.answered(), time.now());
        }

        boolean isBusy() {
            return service.pending() > 0 || !queue.isEmpty() || !frames.isEmpty();
        }

        void pass(Duration duration) {
            service.sweep(time.pass(duration));
            arrive();
        }

        void write() {
            while (!queue.isEmpty()) {
                point();
                Entry entry = queue.remove();
                written.add(entry.record);
                point();
                entry.listener.written();
            }
        }

        private void append(Account account, CancelOrder wish, Step step, Instant at, RecordListener listener) {
            point();
            long position = written.size() + queue.size() + 1L;
            queue.add(
                    new Entry(new CancelOutcome(position, wish.cancelId(), account, wish.order(), step, at), listener));
            point();
            if (writer == Writer.AT_ONCE) {
                write();
            }
        }

        @Override
        public @Nullable Closed closed() {
            return null;
        }

        @Override
        public void accepted(Account account, CancelOrder wish, Instant at, RecordListener listener) {
            append(account, wish, Accepted.of(wish, at), at, listener);
        }

        @Override
        public void sent(Account account, CancelOrder wish, PathKind path, Instant at) {
            append(account, wish, new Sent(path), at, RecordListener.NOBODY);
        }

        @Override
        public void settled(
                Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
            append(account, wish, new Settled(result), at, listener);
        }

        @Override
        public void ended(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
            append(account, wish, new Final(result), at, listener);
        }

        @Override
        public void mark(Account account, StreamMark.Kind kind, String text, Instant at) {
            point();
        }

        @Override
        public void flush(Executor wake) {}

        @Override
        public PathKind kind() {
            return PathKind.SOCKET;
        }

        @Override
        public PathHealth health(RequestClass what, Now now) {
            return PathHealth.READY;
        }

        @Override
        public void send(PathAttempt attempt, Now now) {
            if (!attempt.mayLeave(now)) {
                attempt.settle(VenueSays.notSent(), now);
                return;
            }
            point();
            frames.add(new Frame(attempt.order(), attempt, this));
            point();
            attempt.sent(now);
        }

        @Override
        public void sendAll(ScopeAttempt attempt, Now now) {
            throw new AssertionError("nobody asked for a whole scope");
        }

        @Override
        public boolean mayAsk(Now now) {
            return true;
        }

        @Override
        public boolean mayList(Now now) {
            return false;
        }

        @Override
        public void status(OrderRef order, Answer answer) {
            point();
            boolean unreadable =
                    order.orderId().equals(FILLED_BEFORE) && time.now().wall().isBefore(READABLE_FROM);
            answer.accept(unreadable ? VenueSays.silence() : verdict(book.get(order.orderId())), time.now());
        }

        @Override
        public void open(@Nullable String symbol, OpenAnswer answer) {
            throw new AssertionError("nobody asked for a whole scope");
        }

        private Verdict verdict(OrderStatus status) {
            return Set.of(OrderStatus.CANCELED, OrderStatus.FILLED).contains(status)
                    ? VenueSays.ended(status)
                    : VenueSays.resting();
        }
    }
}
