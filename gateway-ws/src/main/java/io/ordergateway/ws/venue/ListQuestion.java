package io.ordergateway.ws.venue;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.timing.Now;
import java.util.List;
import java.util.Optional;

/** The question for the open orders, under way on a socket. Whatever is no list is no answer. */
final class ListQuestion implements CancelPath.Outgoing {
    private final OrderQuery.OpenAnswer answer;
    private boolean answered;

    ListQuestion(OrderQuery.OpenAnswer answer) {
        this.answer = answer;
    }

    @Override
    public boolean mayLeave(Now now) {
        return true;
    }

    @Override
    public void sent(Now now) {}

    @Override
    public void settle(Verdict found, Now now) {
        answer(Optional.empty(), now);
    }

    void listed(List<CancelAll.OpenOrder> orders, Now now) {
        answer(Optional.of(orders), now);
    }

    private void answer(Optional<List<CancelAll.OpenOrder>> orders, Now now) {
        if (!answered) {
            answered = true;
            answer.accept(orders, now);
        }
    }
}
