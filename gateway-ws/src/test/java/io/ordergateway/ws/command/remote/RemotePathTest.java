package io.ordergateway.ws.command.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemotePathTest {
    @Test
    void whatPeopleWriteCannotLeaveItsPlace() {
        RemotePath path = new RemotePath("/v1/orders")
                .segment("a/../b?c#d e+f%")
                .segment("explain")
                .with("account", "main")
                .with("side", null)
                .with("symbol", "BTC/USDT&account=other");

        assertThat(path.text())
                .isEqualTo("/v1/orders/a%2F..%2Fb%3Fc%23d%20e%2Bf%25/explain"
                        + "?account=main&symbol=BTC%2FUSDT%26account%3Dother");
    }
}
