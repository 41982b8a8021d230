package io.ordergateway.ws.api.stream;

import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.LeaseId;
import io.ordergateway.core.guard.LeaseTerms;
import io.ordergateway.ws.api.client.Action;
import io.ordergateway.ws.api.client.ClientGateway;
import io.ordergateway.ws.api.message.GuardAnswers;
import io.ordergateway.ws.api.message.RequestFields;
import io.ordergateway.ws.guard.Guards;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Dead-man leases, armed and renewed over a connection: one that is lost fires what it armed. */
final class StreamLeases {
    private static final Set<String> ARM = Set.of("lease", "symbols", "strategy", "ttlMs", "rehearse");
    private static final Set<String> DISARM = Set.of("lease");
    private static final String NAME = "write a name of your own for it, or leave it out for the account's";

    private final Guards guards;

    StreamLeases(Guards guards) {
        this.guards = guards;
    }

    void arm(StreamConnection connection, ClientGateway client, String id, String account, RequestFields args) {
        client.allow(Action.ARM, account);
        args.knows(ARM).required("ttlMs", "write for how many milliseconds it holds without being armed again");
        LeaseTerms terms = new LeaseTerms(
                account,
                args.texts("symbols", LeaseTerms.MAX_SYMBOLS),
                args.textOrNull("strategy", "write the end of the strategy's order ids, or leave it out"),
                Duration.ofMillis(
                        args.number("ttlMs", 0, LeaseTerms.MIN_TTL.toMillis(), LeaseTerms.MAX_TTL.toMillis())),
                args.flag("rehearse"));
        tell(connection, "arm", id, guards.arm(leaseId(client, account, args), terms, connection.name()));
    }

    void disarm(StreamConnection connection, ClientGateway client, String id, String account, RequestFields args) {
        client.allow(Action.ARM, account);
        tell(connection, "disarm", id, guards.disarm(leaseId(client, account, args.knows(DISARM))));
    }

    private static LeaseId leaseId(ClientGateway client, String account, RequestFields args) {
        String name = args.textOrNull("lease", NAME);
        return new LeaseId(client.name(), name == null ? account : name);
    }

    private static void tell(StreamConnection connection, String action, String id, Mono<GuardReply> reply) {
        reply.subscribe(done -> {
            if (done instanceof GuardReply.Refused refused) {
                connection.soon(it -> it.refuse("lease", id, GuardAnswers.fault(refused)));
            } else {
                connection.outbox().send(GuardAnswers.lease(action, id, (GuardReply.OfLease) done));
            }
        });
    }

    /** A connection has ended. */
    void ended(StreamConnection connection) {
        guards.connectionLost(connection.name());
    }
}
