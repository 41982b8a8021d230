package io.ordergateway.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.api.client.Token;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggedSecretsTest {
    @ParameterizedTest
    @CsvSource({
        "ZGVtby1zZWNyZXQ=, ZGVtby1zZWNyZXQ=",
        "ZGVtby1zZWNyZXQ=, demo-secret",
        "ZGVtby1zZWNyZXQ=, 64656d6f2d736563726574",
        "ZGVtby1zZWNyZXQ=, 64656D6F2D736563726574",
        "demo-secret, ZGVtby1zZWNyZXQ",
        "fbff00fbff00fbff, +/8A+/8A+/8",
        "fbff00fbff00fbff, -_8A-_8A-_8"
    })
    void aSecretIsFoundInEveryForm(String secret, String form) {
        LoggedSecrets secrets = new LoggedSecrets(List.of(secret));

        assertThat(secrets.betrayed("12:00 WARN  signing with " + form + ", says the codec"))
                .startsWith("12:00 WARN  signing with ***")
                .doesNotContain(form);
    }

    @Test
    void aTokenIsFoundWhicheverItIs() {
        String token = Token.create();

        assertThat(new LoggedSecrets(List.of()).betrayed("12:00 WARN  " + token + " is not known"))
                .isEqualTo("12:00 WARN  *** is not known");
    }

    @Test
    void anOrdinaryLineIsNone() {
        assertThat(new LoggedSecrets(List.of("ZGVtby1zZWNyZXQ=")).betrayed("12:00 WARN  demo-key is refused"))
                .isNull();
    }
}
