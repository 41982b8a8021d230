package io.ordergateway.ws.api.client;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.api.message.RequestFault;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The gateway as one client may use it: its accounts, its actions, its quota. Whatever comes over the network comes through
 * here. Thread-safe.
 *
 * <p>Clients choose their cancel ids without knowing of each other; on the outcome stream each id begins with the name of
 * its client and a colon, so that nobody meets or guesses another's.
 */
public final class ClientGateway {
    private final OrderGateway gateway;
    private final Client client;
    private final ClientUse use;
    private final RefusalLog refusals;
    private final LongSupplier nanos;
    private final String prefix;

    ClientGateway(OrderGateway gateway, Client client, ClientUse use, RefusalLog refusals, LongSupplier nanos) {
        this.gateway = gateway;
        this.client = client;
        this.use = use;
        this.refusals = refusals;
        this.nanos = nanos;
        this.prefix = client.name().isEmpty() ? "" : client.name() + ":";
    }

    /** What it is called where it must be called something. */
    public String name() {
        return client.name().isEmpty() ? "local" : client.name();
    }

    /** Whose it is. */
    public Client client() {
        return client;
    }

    /**
     * The cancel id of what this client calls so, or one that is made up if it calls it nothing.
     *
     * @throws RequestFault if it is no id, or too long with the client's name before it
     */
    public String cancelId(@Nullable String id) {
        if (id == null) {
            return prefix + CancelId.next().value();
        }
        int longest = CancelId.MAX_LENGTH - prefix.length();
        if (id.isEmpty() || id.length() > longest || IdRules.faultInCancelId(id) != null) {
            throw RequestFault.field("id", id, "write 1 to " + longest + " characters out of A-Z a-z 0-9 . _ : -");
        }
        return prefix + id;
    }

    /** What this client calls a cancel. */
    public String id(CancelResult result) {
        String value = result.cancelId().value();
        return value.startsWith(prefix) ? value.substring(prefix.length()) : value;
    }

    /**
     * Cancels orders, of one account.
     *
     * @return one result for each, refusals because of the quota included
     * @throws RequestFault if the account is not the client's, or canceling is not allowed to it
     */
    public Flux<CancelResult> cancel(String account, List<CancelOrder> orders) {
        allow(Action.CANCEL, account);
        if (!use.take(orders.size(), client.quota().perSecond(), nanos.getAsLong())) {
            String text = overQuota();
            note(HttpResponseStatus.TOO_MANY_REQUESTS.code(), text);
            return Flux.fromIterable(orders)
                    .map(order -> CancelResult.Refused.of(order, RefusalReason.OVERLOADED, null, text));
        }
        return gateway.cancels(orders);
    }

    /**
     * Cancels whatever is open in a scope.
     *
     * @throws RequestFault if the account is not the client's, canceling is not allowed to it, or its quota is used up
     */
    public Flux<CancelResult> cancelAll(CancelAll scope) {
        allow(Action.CANCEL, scope.account());
        count();
        return gateway.cancelAll(scope);
    }

    /**
     * What is open in a scope, by the venue's own list.
     *
     * @throws RequestFault if the account is not the client's, watching is not allowed to it, or its quota is used up
     */
    public Mono<CancelAll.Listing> openOrders(CancelAll scope) {
        allow(Action.WATCH, scope.account());
        count();
        return gateway.openOrders(scope);
    }

    /**
     * What happened to the client's accounts.
     *
     * @throws RequestFault if it may not watch, or not the account of the filter
     */
    public Flux<Outcome> outcomes(Position from, OutcomeFilter filter) {
        String account = filter.account();
        allow(Action.WATCH, account);
        count();
        Flux<Outcome> outcomes = gateway.outcomes(from, filter);
        return account != null || client.accounts() == null
                ? outcomes
                : outcomes.filter(outcome -> client.mayUse(outcome.account().name()));
    }

    /**
     * What is kept of one order of the client's accounts, oldest first.
     *
     * @throws RequestFault if it may not watch
     */
    public Mono<List<CancelOutcome>> history(String order) {
        allow(Action.WATCH, null);
        count();
        return gateway.history(order)
                .map(records -> records.stream()
                        .filter(record -> client.mayUse(record.account().name()))
                        .toList());
    }

    /**
     * The client's accounts at this moment.
     *
     * @throws RequestFault if it may not operate
     */
    public List<GatewayHealth.AccountHealth> accounts() {
        allow(Action.OPERATE, null);
        count();
        return gateway.health().accounts().stream()
                .filter(account -> client.mayUse(account.account().name()))
                .toList();
    }

    /**
     * Refuses what the client may not do.
     *
     * @param account what it would do it with, or {@code null} if that is all that it has
     * @throws RequestFault if it may not
     */
    public void allow(Action action, @Nullable String account) {
        if (!client.actions().contains(action)) {
            String text = client + " may not " + action.word() + "; its entry in the file of clients says what it may";
            throw new RequestFault(HttpResponseStatus.FORBIDDEN, null, text);
        }
        // Whether the account belongs to others or does not exist is the same to this client.
        if (account != null && !(client.mayUse(account) && names().contains(account))) {
            String text = "account is \"" + IdRules.quotable(account) + "\"; write one of " + own();
            throw new RequestFault(HttpResponseStatus.FORBIDDEN, "account", text);
        }
    }

    private void count() {
        if (!use.take(1, client.quota().perSecond(), nanos.getAsLong())) {
            throw RequestFault.tooMany(overQuota());
        }
    }

    /**
     * Counts a connection that stays, until {@link #disconnected()}.
     *
     * @throws RequestFault if the client has as many as it may
     */
    public void connected() {
        if (!use.connected(client.quota().connections())) {
            throw RequestFault.tooMany(
                    client + " has " + client.quota().connections() + " connections already; close one");
        }
    }

    /** One that was counted by {@link #connected()} has ended. */
    public void disconnected() {
        use.disconnected();
    }

    /** Says in the log that the client was refused something. */
    public void note(int status, String text) {
        refusals.refused(client.toString(), status, text, nanos.getAsLong());
    }

    private String overQuota() {
        return client + " may cancel and ask " + client.quota().perSecond() + " times a second; hand in fewer";
    }

    private Set<String> own() {
        return names().stream().filter(client::mayUse).collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> names() {
        return gateway.accounts();
    }
}
