package io.ordergateway.ws.command;

import static io.ordergateway.core.order.PathKind.REST;
import static io.ordergateway.core.order.PathKind.SOCKET;
import static io.ordergateway.ws.command.Log.evidence;
import static io.ordergateway.ws.command.Log.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.StoredOutcomes;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What docs/outcomes.md shows of a log is what a log of these outcomes shows, while a gateway writes it. */
class OutcomesPageTest {
    private static final Path PAGE = Path.of("docs", "outcomes.md");
    private static final Pattern QUERY = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final int QUERIES = 6;

    private static final String ORDER = "a19b7c3d2e1fU7212345678strategy1";
    private static final String OTHER = "a19b7c3d2f40U7212345678strategy1";
    private static final CancelOrder CANCEL =
            CancelOrder.of("main", "BTC-PERP", ORDER).id("c-17");
    private static final CancelOrder DOUBTFUL =
            CancelOrder.of("main", "ETH-PERP", OTHER).id("c-18").awaitFinal();

    @TempDir
    private Path folder;

    private Path file;
    private LogFile log;

    @BeforeEach
    void aGatewayIsStartedAgainAndStillDoesNotKnowOneEnd() {
        file = folder.resolve("outcomes.db");
        log = new LogFile(file);
        Evidence ack = evidence(
                SOCKET,
                "cancel-ack",
                "{\"m\":\"order\",\"action\":\"cancel-order\",\"id\":\"9\",\"info\":{\"status\":\"Ack\"}}",
                1_410);
        Evidence push = evidence(
                SOCKET,
                "order-push",
                "{\"m\":\"futures-order\",\"s\":\"BTC-PERP\",\"st\":\"Canceled\",\"cfq\":\"0.0500\"}",
                4_180);
        List<Attempt> taken = List.of(sent(SOCKET, 38, new Verdict.Acknowledged(ack)));
        log.accepted(CANCEL, 0)
                .sent(CANCEL, SOCKET, 38)
                .told(CANCEL, new CancelResult.Acknowledged(CANCEL.cancelId(), CANCEL.order(), ack, taken), 1_480)
                .ended(
                        CANCEL,
                        new CancelResult.Canceled(
                                CANCEL.cancelId(), CANCEL.order(), new BigDecimal("0.0500"), push, taken),
                        4_210);

        Evidence silence = evidence(SOCKET, "no-reply", "no reply in time", 3_000_045);
        Evidence filled = evidence(REST, "status-query", "{\"code\":0,\"data\":{\"status\":\"Filled\"}}", 9_041_000);
        List<Attempt> unclear = List.of(sent(SOCKET, 2_000_045, new Verdict.Unclear(silence)));
        String text = "no proof of the order's end by the deadline";
        log.accepted(DOUBTFUL, 2_000_000)
                .sent(DOUBTFUL, SOCKET, 2_000_045)
                .told(
                        DOUBTFUL,
                        new CancelResult.Unknown(DOUBTFUL.cancelId(), DOUBTFUL.order(), text, silence, unclear),
                        7_000_010)
                .mark(
                        StreamMark.Kind.RECONCILING,
                        "1 accepted cancels had not ended when the gateway did; the venue is asked",
                        9_000_000)
                .ended(
                        DOUBTFUL,
                        new CancelResult.TooLate(
                                DOUBTFUL.cancelId(), DOUBTFUL.order(), OrderStatus.FILLED, null, filled, unclear),
                        9_041_120)
                .mark(StreamMark.Kind.RECONCILED, "what an earlier process left has ended", 9_041_120)
                .accepted(
                        CancelOrder.of("main", "BTC-PERP", "a19b7c3d3051U7212345678strategy1")
                                .id("c-19"),
                        9_500_000)
                .canceled("c-20", "BTC-PERP", "a19b7c3d3162U7212345678strategy1", 9_600_000);
    }

    @AfterEach
    void itStops() {
        log.close();
    }

    @Test
    void itsQueriesFindWhatTheySay() throws IOException, SQLException {
        List<String> queries = QUERY.matcher(Files.readString(PAGE))
                .results()
                .map(OutcomesPageTest::query)
                .toList();

        assertThat(queries).hasSize(QUERIES);
        for (String query : queries) {
            assertThat(rows(query)).as(query).isNotEmpty();
        }
        assertThat(rows(queries.get(0))).contains("main|CANCELED|2", "main|TOO_LATE|1");
        assertThat(rows(queries.get(1))).singleElement().asString().contains("|c-19|");
        assertThat(rows(queries.get(2))).hasSize(4).last().asString().endsWith("|CANCELED|null|SOCKET|order-push");
        assertThat(rows(queries.get(3)).get(0)).isEqualTo("c-18|UNKNOWN|5000.0");
        assertThat(rows(queries.get(4))).last().asString().contains("cancel-ack|{\"m\":\"order\"");
        assertThat(rows(queries.get(5))).hasSize(2);
    }

    private static String query(MatchResult block) {
        return block.group(1);
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(found.getString(column)));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Test
    void itsWatchIsWhatWatchPrints() throws IOException {
        try (StoredOutcomes outcomes = StoredOutcomes.open(file)) {
            List<Outcome> read =
                    outcomes.outcomes(Position.EARLIEST).take(10).collectList().block();
            List<String> lines = new ArrayList<>(List.of(OutcomeLine.HEADER));
            read.forEach(outcome -> lines.add(OutcomeLine.of(outcome)));

            assertThat(Files.readString(PAGE)).contains("--from earliest\n" + String.join("\n", lines) + "\n```");
        }
    }

    @Test
    void itsStoryIsWhatExplainPrints() throws IOException {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new ExplainCommand(config -> file))
                .setOut(new PrintWriter(out))
                .execute(OTHER, "--store", file.toString());

        assertThat(status).isZero();
        assertThat(Files.readString(PAGE))
                .contains("explain " + OTHER + " --store data/outcomes.db\n"
                        + out.toString().replace("\r", "") + "```");
    }
}
