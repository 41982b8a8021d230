package io.ordergateway.ws.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HiddenTest {
    private static final String KEY = "MKxPTRoLXBBhlRseAUaDyWyZVjiNxCVqcaUasZidmByckGjUcLBKKcopKbvUfORD";

    @Test
    void aListenKeyIsNeverPrinted() {
        OrderStreamCodec.Key key = new OrderStreamCodec.Key(KEY);

        assertThat(key + " " + new OrderStreamCodec.KeyReply.Granted(key)).doesNotContain(KEY);
    }

    @Test
    void whatARequestIsSignedWithIsNeverPrinted() {
        String path = "/api/v1/userDataStream?listenKey=" + KEY + "&timestamp=1&signature=f767abe7";
        VenueRest.Request request = new VenueRest.Request("PUT", path, Map.of("X-HK-APIKEY", "the-key"), "");

        assertThat(List.of(request)).hasToString("[PUT /api/v1/userDataStream]");
    }
}
