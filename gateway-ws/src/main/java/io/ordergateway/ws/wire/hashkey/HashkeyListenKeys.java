package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.OrderStreamCodec.KeyReply;
import io.ordergateway.ws.wire.OrderStreamCodec.ListenKeys;
import io.ordergateway.ws.wire.VenueJson;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;

/** The keys of the private stream (9). */
final class HashkeyListenKeys implements ListenKeys {
    private static final Duration LIFETIME = Duration.ofMinutes(60);
    private static final Duration RENEW_EVERY = Duration.ofMinutes(30);
    private static final String PATH = "/api/v1/userDataStream";

    private final HashkeyAccount account;

    HashkeyListenKeys(HashkeyAccount account) {
        this.account = account;
    }

    @Override
    public Duration renewEvery() {
        return RENEW_EVERY;
    }

    @Override
    public Duration lifetime() {
        return LIFETIME;
    }

    @Override
    public VenueRest.Request create(long timeMillis) {
        return account.signed("POST", PATH, "", timeMillis);
    }

    @Override
    public VenueRest.Request renew(OrderStreamCodec.Key key, long timeMillis) {
        return account.signed("PUT", PATH, named(key), timeMillis);
    }

    @Override
    public VenueRest.Request delete(OrderStreamCodec.Key key, long timeMillis) {
        return account.signed("DELETE", PATH, named(key), timeMillis);
    }

    private static String named(OrderStreamCodec.Key key) {
        return "listenKey=" + HashkeyAccount.escaped(key.text());
    }

    /** An old table spells the field in lower case (13.8). */
    @Override
    public KeyReply readCreated(int httpStatus, String body) {
        HashkeyReply reply = HashkeyReply.of(httpStatus, body);
        String key = VenueJson.text(reply.data(), "listenKey", "listenkey");
        return key.isEmpty() ? new KeyReply.Failed(reply.words()) : new KeyReply.Granted(new OrderStreamCodec.Key(key));
    }

    /**
     * How the venue says that it does not know a key, nobody recorded. So a no that is neither about credentials, nor about the
     * clock, nor about the rate of requests is about the key: to make a new one is safe, to keep a dead one is not.
     */
    @Override
    public KeyReply readRenewed(int httpStatus, String body) {
        HashkeyReply reply = HashkeyReply.of(httpStatus, body);
        if (reply.isSuccess()) {
            return new KeyReply.Renewed();
        }
        String code = reply.errorCode();
        boolean aboutKey = code != null
                && httpStatus >= 400
                && !HashkeyEvidence.isAuthorization(code, reply.text())
                && !HashkeyEvidence.saysClock(code)
                && !HashkeyEvidence.isRateLimit(code)
                && !HashkeyEvidence.saysNothing(code);
        return aboutKey ? new KeyReply.Unknown(reply.words()) : new KeyReply.Failed(reply.words());
    }
}
