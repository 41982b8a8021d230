package io.ordergateway.ws.sim.hashkey.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.EventLoop;
import io.ordergateway.ws.sim.hashkey.book.HashKeyBook;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.fault.Course;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import io.ordergateway.ws.sim.hashkey.fault.Telling;
import io.ordergateway.ws.sim.hashkey.stream.ListenKeys;
import io.ordergateway.ws.sim.hashkey.stream.StreamHub;
import io.ordergateway.ws.sim.hashkey.stream.StreamSocket;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * What a request to cancel does, and how it is answered, with the fault that it draws. A cancel is accepted at once and ends its
 * order later (section 3.1). Lives on the venue's loop.
 */
// What is scheduled reports its own end; nobody waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
public final class CancelRun {
    private final HashKeyFloor floor;
    private final StreamHub hub;
    private final ListenKeys keys;
    private final EventLoop loop;
    private final Answers answers;

    public CancelRun(HashKeyFloor floor, StreamHub hub, ListenKeys keys, EventLoop loop, Answers answers) {
        this.floor = floor;
        this.hub = hub;
        this.keys = keys;
        this.loop = loop;
        this.answers = answers;
    }

    /**
     * Cancels these orders, as far as they are open.
     *
     * @param truth the true answer, made of the orders whose cancel was accepted; may throw a {@link Refusal}
     */
    void run(
            HttpExchange exchange,
            List<String> orderIds,
            BiFunction<HashKeyFault, List<HashKeyOrder>, ObjectNode> truth) {
        HashKeyFault fault = floor.faults().draw();
        List<HashKeyOrder> accepted = new ArrayList<>();
        if (fault.course() != Course.NOTHING) {
            for (String orderId : orderIds) {
                floor.book().move(orderId, before(fault.course()));
                floor.book().move(orderId, floor.rival().draw());
                floor.book().awaitCancel(orderId).ifPresent(accepted::add);
            }
        }
        answers.give(exchange, fault, () -> truth.apply(fault, accepted));
        accepted.forEach(order -> start(order, fault));
    }

    private static HashKeyBook.Move before(Course course) {
        return switch (course) {
            case FILLED_FIRST -> HashKeyBook.Move.FILL;
            case PART_FILLED_FIRST -> HashKeyBook.Move.FILL_PARTLY;
            case REJECTED_FIRST -> HashKeyBook.Move.REJECT;
            default -> HashKeyBook.Move.NONE;
        };
    }

    private void start(HashKeyOrder order, HashKeyFault fault) {
        if (floor.has(HashKeyHabit.PENDING_CANCEL)) {
            floor.book().tell(order);
        }
        Duration time = switch (fault.course()) {
            case CANCELS_AT_ONCE -> Duration.ZERO;
            case CANCELS_LATE -> floor.faults().lateness();
            default -> floor.pace().cancelTakes();
        };
        if (time.isZero()) {
            finish(order.orderId(), fault);
        } else {
            loop.schedule(() -> finish(order.orderId(), fault), time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void finish(String orderId, HashKeyFault fault) {
        switch (fault.course()) {
            case RESTS -> floor.book().dropCancel(orderId);
            case FILLED_MEANWHILE -> floor.book().fill(orderId);
            case PART_FILLED_MEANWHILE -> {
                floor.book().move(orderId, HashKeyBook.Move.FILL_PARTLY);
                end(orderId, fault.telling());
            }
            default -> end(orderId, fault.telling());
        }
    }

    private void end(String orderId, Telling telling) {
        floor.book().endCanceled(orderId).ifPresent(order -> tell(order, telling));
    }

    private void tell(HashKeyOrder order, Telling telling) {
        switch (telling) {
            case ONCE -> floor.book().tell(order);
            case TWICE -> {
                floor.book().tell(order);
                floor.book().tell(order);
            }
            case REORDERED -> {
                floor.book().tell(order);
                hub.tellPending(order);
            }
            case NEVER -> {}
            case LATE ->
                loop.schedule(
                        () -> floor.book().tell(order),
                        floor.faults().lateness().toNanos(),
                        TimeUnit.NANOSECONDS);
            case CUT -> hub.eachStream(StreamSocket::cut);
            case KEY_EXPIRED -> {
                keys.deleteAll();
                hub.closeInvalid(0);
            }
        }
    }
}
