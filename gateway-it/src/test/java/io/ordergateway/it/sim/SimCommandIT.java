package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.now;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code gateway.jar sim}: what its options do. */
@Timeout(120)
class SimCommandIT {
    @Test
    void theFirstCancelsMeetTheFaultsOfTheCommandLineAndTheRestTheMix(@TempDir Path folder) throws Exception {
        String[] options = {"--orders", "2", "--faults", "http_403,HTTP_524", "--seed", "1", "--rate", "0"};
        try (SimProcess venue = SimProcess.start(folder, options)) {
            SimClient client = new SimClient(venue.port());
            JsonNode book = SimClient.json(
                    client.send("GET", "/sim/book?open=true", now(), "", "").body());
            assertThat(book.path("orders").asInt()).isEqualTo(2);
            String body = "{\"orderId\":\"" + book.at("/shown/0/orderId").asText()
                    + "\",\"symbol\":\"BTC-PERP\",\"time\":" + now() + "}";

            assertThat(cancel(client, body)).isEqualTo(403);
            assertThat(cancel(client, body)).isEqualTo(524);
            assertThat(cancel(client, body)).isEqualTo(200);
        }
    }

    private static int cancel(SimClient client, String body) throws Exception {
        return client.send(client.signed("DELETE", "/7/api/pro/v2/futures/order", body))
                .statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--faults | NOPE | --faults says \"NOPE\"; write some of [NONE, SILENT",
                "--rate | 2 | --rate is 2.0; write 0 to 1",
                "--orders | -1 | --orders is -1; write 0 to 1000"
            })
    void aWrongOptionIsStatusTwoAndSaysWhatToWrite(String option, String value, String error) throws Exception {
        Process process = new ProcessBuilder(SimProcess.command(option, value))
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said).startsWith(error);
    }
}
