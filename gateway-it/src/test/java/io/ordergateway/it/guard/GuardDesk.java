package io.ordergateway.it.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.guard.GuardEvent;
import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.KillScope;
import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.LeaseId;
import io.ordergateway.core.guard.LeaseState;
import io.ordergateway.core.guard.LeaseTerms;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.guard.Guards;
import io.ordergateway.ws.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A gateway with its guards, and all that they told of. */
final class GuardDesk implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final OrderGateway gateway;
    final Guards guards;
    final List<GuardEvent> events = new CopyOnWriteArrayList<>();

    private GuardDesk(OrderGateway gateway, Guards guards) {
        this.gateway = gateway;
        this.guards = guards;
        guards.events().subscribe(events::add);
    }

    /** Without a store. */
    static GuardDesk open(AccountConfig... accounts) {
        OrderGateway gateway = Gateway.open(GatewayConfig.of(accounts));
        return new GuardDesk(gateway, Guards.open(gateway, null)).ready();
    }

    static GuardDesk open(Path store, AccountConfig... accounts) {
        OrderGateway gateway = Gateway.open(GatewayConfig.of(accounts).storing(StoreSettings.at(store)));
        return new GuardDesk(gateway, Guards.open(gateway, Guards.beside(store))).ready();
    }

    private GuardDesk ready() {
        Awaitility.await().atMost(PATIENCE).until(() -> gateway.health().level() == Level.GREEN);
        return this;
    }

    LeaseState arm(LeaseId id, LeaseTerms terms, @Nullable String connection) {
        GuardReply reply =
                Objects.requireNonNull(guards.arm(id, terms, connection).block(PATIENCE));
        assertThat(reply).isInstanceOf(GuardReply.OfLease.class);
        return ((GuardReply.OfLease) reply).lease();
    }

    LeaseState lease(LeaseId id) {
        return Objects.requireNonNull(guards.leases().block(PATIENCE)).stream()
                .filter(lease -> lease.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    LeaseState await(LeaseId id, LeaseState.Phase phase) {
        return Awaitility.await().atMost(PATIENCE).until(() -> lease(id), lease -> lease.phase() == phase);
    }

    KillState kill(KillScope scope) {
        GuardReply reply =
                Objects.requireNonNull(guards.kill(scope, "olga", "a runaway").block(PATIENCE));
        assertThat(reply).isInstanceOf(GuardReply.OfSwitch.class);
        return ((GuardReply.OfSwitch) reply).killSwitch();
    }

    GuardReply release(KillScope scope) {
        return Objects.requireNonNull(guards.release(scope, "olga").block(PATIENCE));
    }

    Optional<KillState> latched(KillScope scope) {
        return Objects.requireNonNull(guards.killSwitches().block(PATIENCE)).stream()
                .filter(state -> state.scope().equals(scope))
                .findFirst();
    }

    void awaitFlat(KillScope scope) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> latched(scope).orElseThrow().isFlat());
    }

    /** Looks at the world at the moment of each such turn. */
    void onTurn(GuardEvent.Turn turn, Consumer<KillState> look) {
        guards.events()
                .ofType(GuardEvent.OfSwitch.class)
                .filter(event -> event.turn() == turn)
                .subscribe(event -> look.accept(event.killSwitch()));
    }

    List<LeaseState.Phase> phases() {
        return events.stream()
                .filter(GuardEvent.OfLease.class::isInstance)
                .map(event -> ((GuardEvent.OfLease) event).lease().phase())
                .toList();
    }

    List<GuardEvent.Turn> turns() {
        return events.stream()
                .filter(GuardEvent.OfSwitch.class::isInstance)
                .map(event -> ((GuardEvent.OfSwitch) event).turn())
                .toList();
    }

    @Override
    public void close() {
        guards.close();
        gateway.close();
    }
}
