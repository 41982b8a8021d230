package io.ordergateway.ws.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaSettingsTest {
    @Test
    void whatIsToldToTheClientsIsNotShown() {
        KafkaSettings settings = KafkaSettings.of("a:9092,b:9092", "outcomes")
                .with(Map.of("sasl.jaas.config", "password=hunter2", "security.protocol", "SASL_SSL"));

        assertThat(settings.toString())
                .isEqualTo("KafkaSettings[servers=a:9092,b:9092, topic=outcomes,"
                        + " properties=[sasl.jaas.config, security.protocol]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "localhost:", "a:9092, b:9092", "kafka://a:9092", "a:9092,"})
    void serversThatAreNoneSayWhatToWrite(String servers) {
        assertThatThrownBy(() -> KafkaSettings.of(servers, "outcomes"))
                .hasMessage(
                        "servers is \"" + servers + "\"; write host:port, several with commas between and no spaces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "order outcomes", "orders/outcomes"})
    void aTopicThatCannotBeSaysWhatToWrite(String topic) {
        assertThatThrownBy(() -> KafkaSettings.of("a:9092", topic))
                .hasMessageStartingWith("topic is \"" + topic + "\"; write 1 to 200 characters");
    }

    @Test
    void whatThePromisesRestOnCannotBeOverruled() {
        assertThatThrownBy(() -> KafkaSettings.of("a:9092", "outcomes").with(Map.of("acks", "0", "linger.ms", "5")))
                .hasMessage("properties name [acks], which the gateway sets itself; remove it");
    }
}
