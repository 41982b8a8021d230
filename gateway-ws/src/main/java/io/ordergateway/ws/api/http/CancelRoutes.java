package io.ordergateway.ws.api.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.ws.api.client.ClientGateway;
import io.ordergateway.ws.api.message.Answer;
import io.ordergateway.ws.api.message.Answers;
import io.ordergateway.ws.api.message.CancelFields;
import io.ordergateway.ws.api.message.RequestFields;
import io.ordergateway.ws.api.message.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Cancels over HTTP. A response waits for the results; whoever hangs up stops no cancel. */
public final class CancelRoutes {
    /** How many orders one request may name. */
    static final int MAX_BATCH = 1_000;

    private static final Set<String> ONE =
            Set.of("account", "symbol", "await", "withinMs", "id", "by", "allowCollateral");
    private static final Set<String> ALL = Set.of("account", "symbol", "side", "strategy", "withinMs", "id");

    /** What a question for a scope may say: the same without an id. */
    static final Set<String> SCOPE = Set.of("account", "symbol", "side", "strategy", "withinMs");

    private static final Set<String> BATCH = Set.of("account", "orders");
    private static final String ACCOUNT = "write the name of an account";
    private static final String ID = "write an id of your own, or leave it out";

    private CancelRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.of(HttpMethod.DELETE, "/v1/orders/*", CancelRoutes::one),
                Route.of(HttpMethod.DELETE, "/v1/orders", CancelRoutes::scope),
                Route.of(HttpMethod.POST, "/v1/cancels", call -> call.body().flatMap(body -> batch(call, body))));
    }

    private static Mono<Void> one(ApiCall call) {
        RequestFields query = call.query().knows(ONE);
        String account = query.text("account", ACCOUNT);
        CancelOrder wish = CancelFields.named(account, call.segments().get(2), query);
        ClientGateway gateway = call.gateway();
        String id = gateway.cancelId(query.textOrNull("id", ID));
        return gateway.cancel(account, List.of(wish.id(id)))
                .next()
                .flatMap(result -> call.answer(ResultCode.status(result), Answers.result(gateway.id(result), result)));
    }

    private static Mono<Void> batch(ApiCall call, RequestFields body) {
        String account = body.knows(BATCH).text("account", ACCOUNT);
        ClientGateway gateway = call.gateway();
        List<CancelOrder> wishes = new ArrayList<>();
        for (RequestFields order : body.objects("orders", MAX_BATCH)) {
            CancelOrder wish = CancelFields.order(account, order.knows(CancelFields.ORDER_OF_BATCH));
            wishes.add(wish.id(gateway.cancelId(order.textOrNull("id", ID))));
        }
        return gateway.cancel(account, wishes)
                .collectList()
                .flatMap(results -> call.answer(HttpResponseStatus.OK, results(gateway, results)));
    }

    private static Mono<Void> scope(ApiCall call) {
        RequestFields query = call.query().knows(ALL);
        CancelAll scope = CancelFields.scope(query.text("account", ACCOUNT), query);
        ClientGateway gateway = call.gateway();
        return gateway.cancelAll(scope.id(gateway.cancelId(query.textOrNull("id", ID))))
                .collectList()
                .flatMap(results -> call.answer(HttpResponseStatus.OK, results(gateway, results)));
    }

    private static Answer results(ClientGateway gateway, List<CancelResult> results) {
        return json -> {
            json.writeStartObject();
            json.writeNumberField("count", results.size());
            json.writeArrayFieldStart("results");
            for (CancelResult result : results) {
                Answers.result(gateway.id(result), result).write(json);
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }
}
