package io.ordergateway.ws.api.stream;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.ws.api.client.ClientGateway;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.message.Answers;
import io.ordergateway.ws.api.message.CancelFields;
import io.ordergateway.ws.api.message.OutcomeFields;
import io.ordergateway.ws.api.message.RequestFault;
import io.ordergateway.ws.api.message.RequestFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Carries out what clients say on their WebSockets, in the dialect of the first venue. */
final class StreamRequests {
    /** How many orders one batch may have. */
    static final int MAX_BATCH = 1_000;

    private static final Set<String> PING = Set.of("op", "id", "ts");
    private static final Set<String> AUTH = Set.of("op", "id", "token");
    private static final Set<String> REQ = Set.of("op", "action", "id", "account", "args");
    private static final Set<String> SUB = Set.of("op", "ch", "id", "from", "filter");
    private static final Set<String> UNSUB = Set.of("op", "ch", "id");
    private static final Set<String> BATCH = Set.of("orders");
    private static final Set<String> LEASE = Set.of("arm", "disarm");
    private static final String ACTION = "write cancel-order, cancel-batch, cancel-all, arm or disarm";
    private static final String ID = "write a string of your own; the answer has it";

    private final Clients clients;
    private final StreamLeases leases;

    StreamRequests(Clients clients, StreamLeases leases) {
        this.clients = clients;
        this.leases = leases;
    }

    /** A connection was opened, by a client whose token came with that, or by one that is still to say who it is. */
    void opened(StreamConnection connection, Clients.@Nullable Login login) {
        try {
            if (login != null) {
                connection.enter(login);
            }
        } catch (RequestFault fault) {
            turnAway(connection, "auth", null, fault);
        }
    }

    /** Whoever is not let in is told so, and its connection is closed. */
    private static void turnAway(StreamConnection connection, String topic, @Nullable String id, RequestFault fault) {
        connection.refuse(topic, id, fault);
        if (fault.status() == HttpResponseStatus.TOO_MANY_REQUESTS.code()) {
            connection.close(WebSocketCloseStatus.TRY_AGAIN_LATER, "too many connections");
        } else {
            connection.close(WebSocketCloseStatus.POLICY_VIOLATION, "auth first, with a token that is known");
        }
    }

    /** Reads one message and carries it out. On the connection's thread. */
    void read(StreamConnection connection, byte[] json) {
        String id = null;
        String topic = "error";
        try {
            RequestFields message = RequestFields.read(json);
            id = message.textOrNull("id", ID);
            String op = message.text("op", "write auth, req, sub, unsub or ping");
            topic = topic(op, message);
            perform(connection, op, id, message);
        } catch (RequestFault fault) {
            if (connection.login() == null) {
                turnAway(connection, topic, id, fault);
            } else {
                connection.refuse(topic, id, fault);
            }
        }
    }

    /** A connection cannot be understood, and is closed. */
    void broken(StreamConnection connection, Throwable fault) {
        note(connection, HttpResponseStatus.BAD_REQUEST, "its frames cannot be understood: " + fault.getMessage());
    }

    /** Says in the log what was refused, and to whom. */
    private void note(StreamConnection connection, HttpResponseStatus status, String text) {
        Clients.Login login = connection.login();
        if (login == null) {
            clients.refused(connection.from(), status.code(), text);
        } else {
            login.gateway().note(status.code(), text);
        }
    }

    /** A connection has ended. */
    void ended(StreamConnection connection) {
        leases.ended(connection);
    }

    private static String topic(String op, RequestFields message) {
        return switch (op) {
            case "req" -> LEASE.contains(message.text("action", ACTION)) ? "lease" : "order";
            case "auth", "sub", "unsub" -> op;
            case "ping" -> "pong";
            default -> throw RequestFault.field("op", op, "write auth, req, sub, unsub or ping");
        };
    }

    private void perform(StreamConnection connection, String op, @Nullable String id, RequestFields message) {
        if (op.equals("auth")) {
            auth(connection, id, message.knows(AUTH));
            return;
        }
        Clients.Login login = connection.login();
        if (login == null) {
            String text = "auth first: {\"op\":\"auth\",\"id\":\"1\",\"token\":\"…\"}";
            note(connection, HttpResponseStatus.UNAUTHORIZED, text);
            throw new RequestFault(HttpResponseStatus.UNAUTHORIZED, "op", text);
        }
        switch (op) {
            case "ping" ->
                connection.outbox().send(Answers.pong(message.knows(PING).textOrNull("id", ID)));
            case "sub" -> subscribe(connection, login.gateway(), required(id), message.knows(SUB));
            case "unsub" -> unsubscribe(connection, required(id), message.knows(UNSUB));
            default -> request(connection, login.gateway(), required(id), message.knows(REQ));
        }
    }

    private static String required(@Nullable String id) {
        if (id == null) {
            throw RequestFault.missing("id", ID);
        }
        return id;
    }

    private void auth(StreamConnection connection, @Nullable String id, RequestFields message) {
        if (connection.login() != null && !clients.isOpen()) {
            throw RequestFault.field("op", "auth", "this connection has a client already; open another");
        }
        Clients.Login login = clients.login(message.textOrNull("token", "write your token"), connection.from());
        if (connection.login() == null) {
            connection.enter(login);
        }
        connection.outbox().send(Answers.welcome(id, login.gateway().client().name()));
    }

    // ---- outcomes ----

    private static void subscribe(
            StreamConnection connection, ClientGateway gateway, String id, RequestFields message) {
        channel(message);
        OutcomeFilter filter = OutcomeFields.filter(message.object("filter").knows(OutcomeFields.FILTER));
        connection.subscriptions().begin(id, gateway.outcomes(OutcomeFields.from(message), filter));
    }

    private static void unsubscribe(StreamConnection connection, String id, RequestFields message) {
        channel(message);
        connection.subscriptions().end(id);
        connection.outbox().send(Answers.ok("unsub", id));
    }

    private static void channel(RequestFields message) {
        String channel = message.text("ch", "write outcomes");
        if (!channel.equals("outcomes")) {
            throw RequestFault.field("ch", channel, "write outcomes");
        }
    }

    // ---- requests ----

    private void request(StreamConnection connection, ClientGateway gateway, String id, RequestFields message) {
        String action = message.text("action", ACTION);
        String account = message.text("account", "write the name of an account");
        RequestFields args = message.object("args");
        switch (action) {
            case "cancel-order" ->
                cancelOrder(connection, gateway, id, CancelFields.order(account, args.knows(CancelFields.ORDER)));
            case "cancel-batch" -> cancelBatch(connection, gateway, id, account, args.knows(BATCH));
            case "cancel-all" ->
                cancelAll(connection, gateway, id, CancelFields.scope(account, args.knows(CancelFields.SCOPE)));
            case "arm" -> leases.arm(connection, gateway, id, account, args);
            case "disarm" -> leases.disarm(connection, gateway, id, account, args);
            default -> throw RequestFault.field("action", action, ACTION);
        }
    }

    private static void cancelOrder(StreamConnection connection, ClientGateway gateway, String id, CancelOrder wish) {
        connection.cancels().requireRoom(1);
        List<CancelOrder> one = List.of(wish.id(gateway.cancelId(id)));
        connection.cancels().tell("cancel-order", id, gateway.cancel(wish.account(), one));
    }

    private static void cancelBatch(
            StreamConnection connection, ClientGateway gateway, String id, String account, RequestFields args) {
        List<CancelOrder> wishes = new ArrayList<>();
        for (RequestFields order : args.objects("orders", MAX_BATCH)) {
            CancelOrder wish = CancelFields.order(account, order.knows(CancelFields.ORDER_OF_BATCH));
            wishes.add(wish.id(gateway.cancelId(order.textOrNull("id", ID))));
        }
        connection.cancels().requireRoom(wishes.size());
        connection.cancels().tellAll("cancel-batch", id, wishes.size(), gateway.cancel(account, wishes), gateway::id);
    }

    private static void cancelAll(StreamConnection connection, ClientGateway gateway, String id, CancelAll scope) {
        connection.cancels().requireRoom(1);
        CancelAll own = scope.id(gateway.cancelId(id));
        connection.cancels().tellAll("cancel-all", id, 1, gateway.cancelAll(own), gateway::id);
    }
}
