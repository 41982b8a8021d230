package io.ordergateway.ws.sim.socket;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.shape.SocketDialect;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The order actions of the streams (section 4). The account that is meant decides the dialect (section 11, row 52). */
final class SocketOrders {
    private final SimFloor floor;
    private final SocketCancels cancels;

    SocketOrders(SimFloor floor) {
        this.floor = floor;
        this.cancels = new SocketCancels(floor);
    }

    /** An {@code op:req} of a client that is logged in. */
    void handle(SocketFace socket, Stream stream, @Nullable JsonNode id, JsonNode message) {
        String sentAction = OrderArgs.text(message, "action");
        String action = sentAction.toLowerCase(Locale.ROOT);
        if (action.equals("cancel-order")) {
            floor.tally().socketCancels.increment();
        }
        String account = OrderArgs.text(message, message.hasNonNull("ac") ? "ac" : "account");
        Optional<Category> category =
                account.isEmpty() ? Optional.of(implied(stream, action)) : Category.named(account);
        if (category.isEmpty()) {
            socket.sendError(id, "Invalid account category: " + account);
            return;
        }
        JsonNode args = message.path("args");
        if (!args.isObject() && !action.equals("cancel-all") && !action.equals("open-order")) {
            socket.sendError(id, "Missing required parameter: args");
            return;
        }
        boolean futuresV1 = stream.v1() && floor.habits().servesFuturesV1();
        act(socket, category.get(), futuresV1, new SocketDialect.Request(id, action, args), sentAction);
    }

    /** Section 1.4: what is meant when nothing is named is not documented but for actions that name it themselves. */
    private static Category implied(Stream stream, String action) {
        return stream.v1() && !action.equals("futures-open-orders") ? Category.CASH : Category.FUTURES;
    }

    private void act(
            SocketFace socket, Category category, boolean futuresV1, SocketDialect.Request request, String sentAction) {
        SimBook book = floor.books().of(category);
        SocketDialect dialect = SocketDialect.of(category, futuresV1);
        try {
            switch (request.action()) {
                case "place-order" -> place(socket, book, dialect, request);
                case "cancel-order" -> cancels.cancel(socket, book, dialect, request);
                case "cancel-all" -> {
                    book.cancelAll(OrderArgs.text(request.args(), "symbol"));
                    socket.send(dialect.canceledAll(request, floor.clock().instant()));
                }
                default -> {
                    if (request.action().equals(dialect.openAction())) {
                        open(socket, book, dialect, request);
                    } else {
                        socket.sendError(request.id(), "Invalid request action: " + sentAction);
                    }
                }
            }
        } catch (Refusal refusal) {
            boolean silent = refusal.code == Refusal.STALE && floor.habits().ignoresStale();
            if (!silent) {
                socket.send(dialect.refused(request, refusal));
            }
        }
    }

    private void place(SocketFace socket, SimBook book, SocketDialect dialect, SocketDialect.Request request) {
        OrderArgs.Place place = new OrderArgs(request.args(), floor.clock().millis()).place('s', book);
        SimOrder order = OrderArgs.rest(place, book);
        socket.send(dialect.placed(request, order, floor.clock().instant()));
    }

    /** Section 4.6: v1 takes a list of symbols, or a star; v2 takes one. */
    private void open(SocketFace socket, SimBook book, SocketDialect dialect, SocketDialect.Request request) {
        floor.tally().openQueries.increment();
        String symbols = OrderArgs.text(request.args(), request.args().hasNonNull("symbols") ? "symbols" : "symbol");
        Set<String> wanted =
                Arrays.stream(symbols.split(",")).map(String::strip).collect(Collectors.toSet());
        boolean all = symbols.isEmpty() || symbols.equals("*");
        List<SimOrder> listed = floor.faults().listsNothing() ? List.of() : book.open();
        List<SimOrder> found = listed.stream()
                .filter(order -> all || wanted.contains(order.symbol()))
                .toList();
        socket.send(dialect.open(request, found));
    }
}
