package io.ordergateway.ws.api.http;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.KillScope;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.ws.api.client.Action;
import io.ordergateway.ws.api.client.ClientGateway;
import io.ordergateway.ws.api.message.Answers;
import io.ordergateway.ws.api.message.CancelFields;
import io.ordergateway.ws.api.message.GuardAnswers;
import io.ordergateway.ws.api.message.RequestFault;
import io.ordergateway.ws.api.message.RequestFields;
import io.ordergateway.ws.guard.Guards;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The kill switch, the leases as operators see them, and what is open. */
public final class GuardRoutes {
    private static final Set<String> LATCH = Set.of("account", "symbol", "reason");
    private static final Set<String> SCOPE = Set.of("account", "symbol");
    private static final String ACCOUNT = "write the name of an account, or leave it out for all";
    private static final String SYMBOL = "write a symbol, or leave it out for all";

    private final Guards guards;

    public GuardRoutes(Guards guards) {
        this.guards = guards;
    }

    public List<Route> all() {
        return List.of(
                Route.of(HttpMethod.GET, "/v1/kill", this::latched),
                Route.of(HttpMethod.POST, "/v1/kill", call -> call.body().flatMap(body -> latch(call, body))),
                Route.of(HttpMethod.DELETE, "/v1/kill", this::release),
                Route.of(HttpMethod.GET, "/v1/leases", this::leases),
                Route.of(HttpMethod.GET, "/v1/orders", GuardRoutes::open));
    }

    // ---- the kill switch ----

    private Mono<Void> latched(ApiCall call) {
        call.query().knows(Set.of());
        ClientGateway client = call.gateway();
        client.allow(Action.OPERATE, null);
        return guards.killSwitches()
                .map(all -> all.stream()
                        .filter(latched -> mayUse(client, latched.scope().account()))
                        .toList())
                .flatMap(all -> call.answer(HttpResponseStatus.OK, GuardAnswers.killSwitches(all)));
    }

    private Mono<Void> latch(ApiCall call, RequestFields body) {
        KillScope scope = scope(call.gateway(), body.knows(LATCH));
        String reason = body.text("reason", "write why, for those who will ask");
        return guards.kill(scope, call.gateway().name(), reason).flatMap(reply -> answer(call, reply));
    }

    private Mono<Void> release(ApiCall call) {
        KillScope scope = scope(call.gateway(), call.query().knows(SCOPE));
        return guards.release(scope, call.gateway().name()).flatMap(reply -> answer(call, reply));
    }

    private static KillScope scope(ClientGateway client, RequestFields fields) {
        String account = fields.textOrNull("account", ACCOUNT);
        client.allow(Action.KILL, account);
        if (!mayUse(client, account)) {
            String text = "account is missing, and " + client.client() + " may not use all; write one of its own";
            throw new RequestFault(HttpResponseStatus.FORBIDDEN, "account", text);
        }
        return new KillScope(account, fields.textOrNull("symbol", SYMBOL));
    }

    private static boolean mayUse(ClientGateway client, @Nullable String account) {
        return account == null
                ? client.client().accounts() == null
                : client.client().mayUse(account);
    }

    private static Mono<Void> answer(ApiCall call, GuardReply reply) {
        if (reply instanceof GuardReply.Refused refused) {
            return Mono.error(GuardAnswers.fault(refused));
        }
        return call.answer(HttpResponseStatus.OK, GuardAnswers.killSwitch((GuardReply.OfSwitch) reply));
    }

    // ---- leases, and what is open ----

    private Mono<Void> leases(ApiCall call) {
        call.query().knows(Set.of());
        ClientGateway client = call.gateway();
        client.allow(Action.OPERATE, null);
        return guards.leases()
                .map(all -> all.stream()
                        .filter(lease -> client.client().mayUse(lease.terms().account()))
                        .toList())
                .flatMap(all -> call.answer(HttpResponseStatus.OK, GuardAnswers.leases(all)));
    }

    private static Mono<Void> open(ApiCall call) {
        RequestFields query = call.query().knows(CancelRoutes.SCOPE);
        CancelAll scope = CancelFields.scope(query.text("account", "write the name of an account"), query);
        return call.gateway().openOrders(scope).flatMap(listing -> {
            if (listing instanceof CancelAll.Listing.Open found) {
                return call.answer(HttpResponseStatus.OK, GuardAnswers.open(found.orders()));
            }
            if (listing instanceof CancelAll.Listing.Refused refused) {
                return Mono.error(Answers.fault(refused.refusal()));
            }
            String text = ((CancelAll.Listing.Unknown) listing).text() + "; what is open is not known: ask again";
            return Mono.error(new RequestFault(HttpResponseStatus.GATEWAY_TIMEOUT, null, text));
        });
    }
}
