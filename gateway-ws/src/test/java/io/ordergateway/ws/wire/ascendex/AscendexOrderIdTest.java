package io.ordergateway.ws.wire.ascendex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.RequestIds;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formula of 8.2, by its vectors: real pairs, captures and computed ones. */
class AscendexOrderIdTest {
    private static final Instant AT = Instant.ofEpochMilli(1700000000000L);

    @ParameterizedTest
    @CsvSource({
        "SOCKET, 1613742809699, U5051470287, 11eb9a8355fc41bd9bf5b08bc0d18f6c, s177ba912263U5051470287bc0d18f6c",
        "SOCKET, 1613753879921, U5051470287, 22eb9a8355fc41bd9bf5b08bc0d18f6c, s177bb3a0d71U5051470287bc0d18f6c",
        "REST, 1613878579169, U0123456789, sampleRequestId2, a177c2a8cfe1U0123456789equestId2",
        "REST, 1626659574115, U0498873147, bethuhuuu, a17abc775163U0498873147bethuhuuu",
        "SOCKET, 1700000000123, U0866943712, 123456789, s18bcfe5687bU0866943712123456789",
        "REST, 1700000000000, U0866943712, gw0000001-abcdefghi, a18bcfe56800U0866943712abcdefghi",
        "REST, 1605677683714, U0866943712, abcd1234abcd1234, a175d9d91402U08669437124abcd1234",
    })
    void anIdIsMadeOfWayTimeUserAndTheEndOfTheClientId(
            PathKind via, long time, String user, String clientId, String orderId) {
        CancelOrder.Placement placement = new CancelOrder.Placement(via, Instant.ofEpochMilli(time), clientId);

        assertThat(account(user).orderId(placement)).isEqualTo(orderId);
    }

    @Test
    void aUserOfOldHasNoLetterAndHisIdsAreOneShorter() {
        CancelOrder.Placement placement =
                new CancelOrder.Placement(PathKind.SOCKET, Instant.ofEpochMilli(0x16ef210b1a5L), "xxbfaf1584b");

        assertThat(account("0866943712").orderId(placement)).isEqualTo("s16ef210b1a50866943712bfaf1584b");
    }

    @Test
    void aCancelRequestGetsAnIdByTheSameRule() {
        CancelOrder.Placement cancel = new CancelOrder.Placement(PathKind.SOCKET, AT, RequestIds.format(42));

        assertThat(account("U0866943712").orderId(cancel)).isEqualTo("s18bcfe56800U0866943712000000016");
    }

    @Test
    void whatTheVenueWouldMakeUpCannotBeTold() {
        assertThat(account("U0866943712").orderId(new CancelOrder.Placement(PathKind.REST, AT, "12345678")))
                .isNull();
        assertThat(account("").orderId(new CancelOrder.Placement(PathKind.REST, AT, "123456789")))
                .isNull();
        assertThat(stranger().orderId(new CancelOrder.Placement(PathKind.REST, AT, "123456789")))
                .isNull();
    }

    @Test
    void aPlacementThatNobodyCanHaveMadeHasNoId() {
        VenueDialect account = account("U0866943712");

        assertThat(account.orderId(new CancelOrder.Placement(PathKind.REST, Instant.MAX, "123456789")))
                .isNull();
        assertThat(account.orderId(new CancelOrder.Placement(PathKind.REST, Instant.MIN, "123456789")))
                .isNull();
        assertThat(account.orderId(new CancelOrder.Placement(PathKind.REST, AT, "12345\",\"x\":\"")))
                .isNull();
        assertThat(account("U\"}}").orderId(new CancelOrder.Placement(PathKind.REST, AT, "123456789")))
                .isNull();
    }

    private static VenueDialect account(String user) {
        VenueDialect account = stranger();
        account.learn(new Introduction.Known(7, user, true));
        return account;
    }

    private static VenueDialect stranger() {
        return new AscendexKit().dialect(Account.Category.CASH, new Credentials("k", "s"), VenueChoices.NONE);
    }
}
