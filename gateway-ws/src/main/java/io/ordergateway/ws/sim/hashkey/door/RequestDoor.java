package io.ordergateway.ws.sim.hashkey.door;

import io.ordergateway.ws.sim.http.HttpExchange;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets requests in, or says why not: key, limits, signature and time, in this order (sections 2 and 8). */
public final class RequestDoor {
    private static final long RECV_WINDOW = 5_000;
    private static final long MAX_RECV_WINDOW = 8_000;
    private static final long MAX_AHEAD = 1_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int BANNED = 418;

    private final Site site;
    private final Set<HashKeyHabit> habits;
    private final HashKeyCredentials credentials;
    private final LimitMeter meter;
    private final Clock clock;
    private volatile @Nullable String refusing;

    public RequestDoor(
            Site site, Set<HashKeyHabit> habits, HashKeyCredentials credentials, LimitMeter meter, Clock clock) {
        this.site = site;
        this.habits = habits;
        this.credentials = credentials;
        this.meter = meter;
        this.clock = clock;
    }

    /** Every signed request is refused with this code from now on, such as 0103; null lets them in again. */
    public void refuse(@Nullable String code) {
        refusing = code;
    }

    /**
     * Checks a request that must be signed.
     *
     * @param weight section 8
     * @return its parameters
     * @throws Refusal if it is not let in
     */
    public Params admit(HttpExchange exchange, RequestClass type, int weight) {
        String key = exchange.header(keyHeader());
        if (key == null) {
            throw Refusal.of(Refusal.UNAUTHORIZED);
        }
        if (!credentials.knows(key)) {
            throw Refusal.of(Refusal.BAD_KEY);
        }
        admitByLimits(type, weight);
        String told = refusing;
        if (told != null) {
            throw Refusal.of(told);
        }
        Params params = Params.of(exchange);
        check(key, params);
        return params;
    }

    /** Counts a request and refuses it if there were too many; those of the public only after a ban. */
    public void admitByLimits(RequestClass type, int weight) {
        switch (meter.take(type, weight)) {
            case SERVE -> {}
            case TOO_MANY -> {
                Refusal refusal = Refusal.of(Refusal.LIMIT);
                throw habits.contains(HashKeyHabit.LIMITS_ARE_400) ? refusal : refusal.withStatus(TOO_MANY_REQUESTS);
            }
            case BANNED -> throw Refusal.of(Refusal.LIMIT).withStatus(BANNED);
        }
    }

    private String keyHeader() {
        return habits.contains(HashKeyHabit.OTHER_KEY_HEADER) ? site.otherKeyHeader() : site.keyHeader();
    }

    void check(String key, Params params) {
        if (!credentials.signed(key, params.signedText(), params.signature())) {
            boolean ownCode = habits.contains(HashKeyHabit.SIGNATURE_0002);
            throw ownCode ? Refusal.of(Refusal.WRONG_SIGNATURE) : Refusal.of(Refusal.MISSING, "Incorrect signature");
        }
        params.required("timestamp");
        long timestamp = params.number("timestamp", 0, 0, Long.MAX_VALUE);
        long recvWindow = params.number("recvWindow", RECV_WINDOW, 0, MAX_RECV_WINDOW);
        long now = clock.millis();
        if (timestamp >= now + MAX_AHEAD || now - timestamp > recvWindow) {
            throw Refusal.of(Refusal.STALE);
        }
    }
}
