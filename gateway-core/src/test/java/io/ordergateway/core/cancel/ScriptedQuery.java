package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions about orders, answered when a test says so. */
public final class ScriptedQuery implements OrderQuery {
    /** Whether the venue's limits allow questions. */
    public boolean allowed = true;

    /** How many orders the venue's limits allow to be asked about one by one in a few seconds. */
    public int room = Integer.MAX_VALUE;

    /** Whether questions for the list meet a fault in the query itself. */
    public boolean breaks;

    private final ManualTime time;
    private final Deque<OpenAnswer> lists = new ArrayDeque<>();
    private final List<@Nullable String> listed = new ArrayList<>();
    private final Deque<Question> open = new ArrayDeque<>();
    private int asked;

    private record Question(OrderRef order, Answer answer) {}

    public ScriptedQuery(ManualTime time) {
        this.time = time;
    }

    @Override
    public boolean mayAsk(Now now) {
        return allowed && room > 0;
    }

    @Override
    public int room(Duration within, Now now) {
        return room;
    }

    @Override
    public boolean mayList(Now now) {
        return allowed;
    }

    @Override
    public void open(@Nullable String symbol, OpenAnswer answer) {
        listed.add(symbol);
        if (breaks) {
            throw new IllegalStateException("a fault in the query");
        }
        lists.add(answer);
    }

    /** The symbols for which the list was ever asked. */
    public List<@Nullable String> listed() {
        return listed;
    }

    /** Questions for the list of open orders that wait for their answer. */
    public int lists() {
        return lists.size();
    }

    /** The venue answers the oldest question for the list; {@code null} if it cannot be read. */
    public void lists(@Nullable List<CancelAll.OpenOrder> open) {
        lists.remove().accept(Optional.ofNullable(open), time.now());
    }

    @Override
    public void status(OrderRef order, Answer answer) {
        asked++;
        room -= room == Integer.MAX_VALUE ? 0 : 1;
        open.add(new Question(order, answer));
    }

    /** Questions that wait for their answer. */
    public int open() {
        return open.size();
    }

    /** Questions ever asked. */
    public int asked() {
        return asked;
    }

    /** The order that the oldest open question is about. */
    public OrderRef next() {
        return open.element().order;
    }

    /** The venue answers the oldest question, and names the order in its other way too. */
    public void answers(Verdict verdict, OrderRef otherName) {
        Question question = open.remove();
        question.answer.accept(verdict, otherName, time.now());
    }

    /** The venue answers the oldest question. */
    public void answers(Verdict verdict) {
        Question question = open.remove();
        question.answer.accept(verdict, time.now());
    }
}
