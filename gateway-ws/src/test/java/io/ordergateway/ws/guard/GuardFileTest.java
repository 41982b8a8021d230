package io.ordergateway.ws.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.guard.GuardReply.Kept;
import io.ordergateway.core.guard.KillScope;
import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.LeaseId;
import io.ordergateway.core.guard.LeaseState;
import io.ordergateway.core.guard.LeaseState.Cause;
import io.ordergateway.core.guard.LeaseState.Phase;
import io.ordergateway.core.guard.LeaseTerms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GuardFileTest {
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00.123456Z");
    private static final LeaseTerms TERMS = LeaseTerms.of("main", Duration.ofMillis(1_500));
    private static final LeaseState ARMED =
            new LeaseState(new LeaseId("alice", "quotes"), TERMS, Phase.ARMED, AT, AT.plusSeconds(1), null);
    private static final LeaseState FIRED = new LeaseState(
            new LeaseId("bob", "\"hedge\" €"),
            TERMS.symbols(List.of("BTC-PERP", "ETH-PERP")).strategy("alp").rehearsing(),
            Phase.FIRED,
            AT,
            AT.plusSeconds(1),
            new LeaseState.Course(Cause.CONNECTION_LOST, AT.plusSeconds(2), null, List.of(), List.of()));
    private static final KillState EVERYTHING = new KillState(KillScope.EVERYTHING, "olga", "runaway", AT, List.of());
    private static final KillState ONE =
            new KillState(new KillScope("main", "BTC-PERP"), "olga", "a line\nbreak", AT, List.of());

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("outcomes.db.guards");
    }

    private static Kept save(GuardFile file, KeptGuards guards) throws Exception {
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        file.save(guards, kept::complete);
        return kept.get(30, TimeUnit.SECONDS);
    }

    private KeptGuards load() {
        try (GuardFile file = new GuardFile(path())) {
            return file.load();
        }
    }

    @Test
    void whereThereIsNoFileThereIsNothingToTakeUp() {
        assertThat(load()).isEqualTo(KeptGuards.NONE);
    }

    @Test
    void whatIsKeptIsReadBackAsItWas() throws Exception {
        KeptGuards guards = new KeptGuards(List.of(ARMED, FIRED), List.of(EVERYTHING, ONE));
        try (GuardFile file = new GuardFile(path())) {
            assertThat(save(file, guards)).isEqualTo(new Kept(true, "kept in " + path()));
        }

        assertThat(load()).isEqualTo(guards);
    }

    @Test
    void theNewestReplacesAllAndLeavesNothingBeside() throws Exception {
        try (GuardFile file = new GuardFile(path())) {
            save(file, new KeptGuards(List.of(ARMED), List.of(EVERYTHING)));
            save(file, new KeptGuards(List.of(), List.of(ONE)));
        }

        assertThat(load()).isEqualTo(new KeptGuards(List.of(), List.of(ONE)));
        assertThat(folder).isDirectoryContaining("regex:.*outcomes.db.guards").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whatWaitsWhenItIsClosedIsWritten() {
        GuardFile file = new GuardFile(path());
        for (int i = 0; i < 100; i++) {
            file.save(new KeptGuards(List.of(ARMED), List.of()), kept -> {});
        }
        file.save(new KeptGuards(List.of(FIRED), List.of()), kept -> {});

        file.close();

        assertThat(load()).isEqualTo(new KeptGuards(List.of(FIRED), List.of()));
    }

    @Test
    void whatCannotBeWrittenIsSaidAndTriedUntilItCan() throws Exception {
        Path obstacle = Files.createDirectory(folder.resolve("outcomes.db.guards.new"));
        try (GuardFile file = new GuardFile(path())) {
            Kept kept = save(file, new KeptGuards(List.of(ARMED), List.of()));

            assertThat(kept.survivesRestart()).isFalse();
            assertThat(kept.text()).contains(path().toString(), "cannot be written");
            assertThat(file.now()).isEqualTo(kept);

            Files.delete(obstacle);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (!file.now().survivesRestart() && System.nanoTime() - patience < 0) {
                Thread.onSpinWait();
            }
        }
        assertThat(load()).isEqualTo(new KeptGuards(List.of(ARMED), List.of()));
    }

    @Test
    void anOlderOneThatCouldNotBeWrittenDoesNotReplaceANewer() throws Exception {
        Path obstacle = Files.createDirectory(folder.resolve("outcomes.db.guards.new"));
        try (GuardFile file = new GuardFile(path())) {
            save(file, new KeptGuards(List.of(ARMED), List.of()));
            Files.delete(obstacle);
            save(file, new KeptGuards(List.of(FIRED), List.of()));
        } // which waits for the try that was planned

        assertThat(load()).isEqualTo(new KeptGuards(List.of(FIRED), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"version\":2,\"leases\":[],\"killSwitches\":[]}",
                "{\"version\":1,\"leases\":[]}",
                "{\"version\":1,\"leases\":[{}],\"killSwitches\":[]}",
                "{\"version\":1,\"leases\":[],\"killSwitches\":[{\"by\":\"olga\",\"reason\":\"why\"}]}",
                "{\"version\":1,\"leases\":[],\"killSwitches\":[{\"by\":\"olga\",\"reason\":\"why\","
                        + "\"latchedAt\":\"yesterday\"}]}",
                "{\"version\":1,\"leases\":[],\"killSwitches\":[{\"by\":\"olga\",\"reason\":\"why\","
                        + "\"latchedAt\":\"2026-01-05T09:00:00Z\",\"account\":7}]}"
            })
    void aFileThatCannotBeUnderstoodIsNotTakenForAnEmptyOne(String content) throws IOException {
        Files.writeString(path(), content, StandardCharsets.UTF_8);

        assertThatThrownBy(this::load)
                .isInstanceOf(GuardFileException.class)
                .hasMessageContainingAll(path().toString(), "cannot be understood", "move it away");
    }
}
