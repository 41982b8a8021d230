package io.ordergateway.ws.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.ws.record.OutcomeJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeLineTest {
    @Test
    void everyShapeOfOutcomeInColumns() throws IOException {
        List<String> lines =
                examples().stream().map(OutcomeJson::read).map(OutcomeLine::of).toList();

        assertThat(OutcomeLine.HEADER + "\n" + String.join("\n", lines) + "\n").isEqualTo("""
                 POSITION  TIME (UTC)                  ACCOUNT     PHASE        CANCEL                ORDER                             SYMBOL      WHAT
                        1  2026-01-02 03:04:05.123456  main        ACCEPTED     c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    awaits FINAL within 4.876 s
                        2  2026-01-02 03:04:05.123457  main        ACCEPTED     c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    awaits ACK within 5.376 s
                        3  2026-01-02 03:04:05.123496  main        SENT         c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    by SOCKET
                        4  2026-01-02 03:04:05.124756  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    ACKNOWLEDGED (ack, SOCKET)
                        5  2026-01-02 03:04:05.126506  main        FINAL        c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    CANCELED, 0.0500 filled (order-push, SOCKET)
                        6  2026-01-02 03:04:05.126506  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    CANCELED (order-push, SOCKET)
                        7  2026-01-02 03:04:05.126516  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    TOO_LATE, FILLED, 1.00000000 filled (order-push, SOCKET)
                        8  2026-01-02 03:04:06.223466  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    REJECTED, NOT_AUTHORIZED, code 300002: 余额不足 (rest-code, REST)
                        9  2026-01-02 03:04:05.123461  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    REFUSED, INVALID: symbol is empty; write 1 to 32 characters
                       10  2026-01-02 03:04:05.123461  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    REFUSED, INVALID: symbol is empty; write 1 to 32 characters
                       11  2026-01-02 03:04:10.123456  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    UNKNOWN, no proof of the order's end by the deadline (no-reply, SOCKET)
                       12  2026-01-02 03:04:10.123456  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    UNKNOWN, no proof of the order's end by the deadline
                       13  2026-01-02 03:04:11.123456  main        FINAL        c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    TOO_LATE, EXPIRED (order-push, SOCKET)
                       14  2026-01-02 03:04:12.123456  main        GAP                                                                              3 records were lost: the disk is full
                       15  2026-01-02 03:04:13.123456  main        RECONCILING                                                                      asks about 2 cancels
                       16  2026-01-02 03:04:14.123456  main        RECONCILED                                                                       2 of 2 are settled
                       17  2026-01-02 03:04:14.123496  main        SENT         c2                    clientOrderId=gw-0001-A           BTC-PERP    by REST
                       18  2026-01-02 03:04:05.123461  main        SETTLED      c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    REFUSED, BUDGET, would fit by 2026-01-02 03:04:36.123456: the venue's limit rest-cancel (10 in PT1M2S) has no room for it before its deadline
                       19  2026-01-02 03:04:05.123456  main        ACCEPTED     c2                    r18e4d3c2b1a0u0123456789abcdefgh  BTC-PERP    awaits GONE within 4.876 s
                """);
    }

    private static List<String> examples() throws IOException {
        try (InputStream file = OutcomeLineTest.class.getResourceAsStream("/record/outcomes.v1.jsonl")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        }
    }
}
