package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.ordergateway.core.cancel.Admission;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.LeaveAlone;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.venue.Transport;
import io.ordergateway.ws.venue.VenueConnector;
import io.ordergateway.ws.venue.rest.RestAccess;
import io.ordergateway.ws.venue.rest.RestClient;
import io.ordergateway.ws.venue.rest.RestHealth;
import io.ordergateway.ws.venue.rest.VenueIntroduction;
import io.ordergateway.ws.venue.stream.OrderStream;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.RequestSigner;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.hashkey.HashkeyAccount;
import io.ordergateway.ws.wire.hashkey.HashkeyRest;
import io.ordergateway.ws.wire.hashkey.HashkeySite;
import io.ordergateway.ws.wire.hashkey.HashkeyStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order stream that takes no requests, over real sockets: its key, its heartbeat, and what it does when it is lost. */
class OrderStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int REQUESTS_A_SECOND = 1_000;
    private static final Account ACCOUNT = new Account("main", new Venue("hashkey"), Account.Category.CASH);
    private static final OrderRef ORDER = new OrderRef("2098827941690738688", "ETHUSD");
    private static final String CANCELED =
            "[{\"e\":\"executionReport\",\"s\":\"ETHUSD\",\"c\":\"gw-1\",\"X\":\"CANCELED\","
                    + "\"i\":\"2098827941690738688\",\"z\":\"0\"}]";

    private final StreamVenue venue = new StreamVenue();
    private final EventLoopGroup loops = Transport.present().loops(1);
    private final AccountLoop loop = new AccountLoop(loops.next(), "hashkey|main");
    private final HashkeyAccount account = new HashkeyAccount(
            new Credentials("k", RequestSigner.hmacSha256("s", RequestSigner.Encoding.HEX)),
            HashkeySite.HK,
            Account.Category.CASH,
            null);
    private final RestAccess rest = rest();
    private final Questions questions = new Questions();
    private final CancelService service = new CancelService(
            ACCOUNT,
            List.of(new Taking()),
            questions,
            new MemoryOutcomeLog(1024),
            new Admission.Ids(HashkeyRest.RULES, placement -> null),
            limits());

    private final List<OrderStream> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(this::stop);
        rest.http().dispose();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        venue.close();
    }

    // ---- key ----

    @Test
    void aKeyIsMadeOnceHoweverSlowlyItComesAndOpensTheStream() {
        venue.slow(Duration.ofMillis(700));

        OrderStream stream = start(new Hasty());

        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        assertThat(venue.asked()).containsExactly("POST");
        assertThat(venue.ears()).extracting(ear -> ear.key).containsExactly("LK1");
        assertThat(stream.seen().trouble()).isEmpty();
    }

    @Test
    void aKeyWaitsForTheVenuesLimitsAndIsAskedForAsSoonAsTheyAllow() {
        AtomicLong spentAt = new AtomicLong();

        OrderStream stream = start(new Hasty(), () -> {
            spentAt.set(System.nanoTime());
            spend(REQUESTS_A_SECOND);
        });

        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        assertThat(Duration.ofNanos(System.nanoTime() - spentAt.get())).isGreaterThan(Duration.ofSeconds(1));
        assertThat(venue.asked()).containsExactly("POST");
        assertThat(stream.seen().epoch()).isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeMadeIsAskedForAgainAndSaidToBeTheTrouble() {
        for (int i = 0; i < 40; i++) {
            venue.nextKey(400, "{\"code\":\"-1000\",\"msg\":\"An unknown error\"}");
        }

        OrderStream stream = start(new Hasty());

        await().atMost(PATIENCE).until(() -> stream.seen().trouble().contains("no listen key: HTTP 400: -1000"));
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        assertThat(stream.seen().trouble()).isEmpty();
    }

    @Test
    void aKeyIsRenewedAsLongAsTheStreamLives() {
        Hasty codec = new Hasty();
        codec.renewEvery = Duration.ofMillis(100);
        codec.lifetime = Duration.ofMillis(800);

        start(codec);

        await().atMost(PATIENCE).until(() -> venue.asked("PUT LK1") >= 12);
        assertThat(venue.asked("POST")).isEqualTo(1);
        assertThat(venue.ears()).hasSize(1);
    }

    @Test
    void aKeyThatTheVenueDoesNotKnowAnyMoreIsReplacedAndTheStreamOpenedAnew() {
        Hasty codec = new Hasty();
        codec.renewEvery = Duration.ofMillis(300);
        OrderStream stream = start(codec);
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        venue.nextKey(400, "{\"code\":\"-1125\",\"msg\":\"no such listenKey\"}");

        await().atMost(PATIENCE)
                .until(() -> venue.ears().size() == 2 && stream.seen().isReady());

        assertThat(venue.ears()).extracting(ear -> ear.key).containsExactly("LK1", "LK2");
        assertThat(venue.asked("POST")).isEqualTo(2);
    }

    @Test
    void aKeyThatCouldNotBeRenewedInItsTimeIsReplaced() {
        Hasty codec = new Hasty();
        codec.renewEvery = Duration.ofMillis(300);
        codec.lifetime = Duration.ofMillis(900);
        OrderStream stream = start(codec);
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        venue.nextKey(400, "<html>Bad gateway</html>");

        await().atMost(PATIENCE)
                .until(() -> venue.ears().size() == 2 && stream.seen().isReady());

        assertThat(venue.ears().get(1).key).isEqualTo("LK2");
    }

    @Test
    void aKeyIsGivenBackAtTheEnd() {
        OrderStream stream = start(new Hasty());
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());

        stop(stream);

        assertThat(venue.asked()).containsExactly("POST", "DELETE LK1");
        assertThat(stream.seen().state()).isEqualTo(SessionState.STOPPED);
    }

    @Test
    void soIsOneThatIsStillOnItsWay() {
        venue.slow(Duration.ofMillis(300));
        OrderStream stream = start(new Hasty());
        await().atMost(PATIENCE).until(() -> venue.asked("POST") == 1);

        stop(stream);

        assertThat(venue.asked()).containsExactly("POST", "DELETE LK1");
        assertThat(venue.ears()).isEmpty();
    }

    // ---- heartbeat ----

    @Test
    void pingsAreAnsweredAndSent() {
        Hasty codec = new Hasty();
        codec.pingEvery = Duration.ofMillis(100);
        start(codec);
        await().atMost(PATIENCE).until(() -> venue.ears().size() == 1);
        StreamVenue.Ear ear = venue.ears().get(0);

        ear.say("{\"ping\":1748504490208,\"channelId\":\"02ac86ff\"}");

        await().atMost(PATIENCE).until(() -> ear.heard.contains("{\"pong\":1748504490208}"));
        await().atMost(PATIENCE)
                .until(() -> ear.heard.stream().anyMatch(text -> text.matches("\\{\"ping\":[0-9]{13}}")));
    }

    @Test
    void aStreamThatFallsSilentIsOpenedAnewWithTheSameKey() {
        Hasty codec = new Hasty();
        codec.pingEvery = Duration.ofMillis(100);
        codec.silence = Duration.ofMillis(500);
        start(codec);
        await().atMost(PATIENCE).until(() -> venue.ears().size() == 1);
        StreamVenue.Ear first = venue.ears().get(0);
        first.say("{\"pong\":1,\"channelId\":\"02ac86ff\"}");

        await().atMost(PATIENCE).until(() -> venue.ears().size() >= 2);

        assertThat(venue.ears().get(1).key).isEqualTo("LK1");
        assertThat(venue.asked()).containsExactly("POST");
    }

    // ---- orders ----

    @Test
    void whatTheStreamTellsEndsACancelThatWasTakenAndNobodyAsks() throws Exception {
        OrderStream stream = start(new Hasty());
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());

        CompletableFuture<CancelResult> byId = cancel(ORDER);
        CompletableFuture<CancelResult> byClientId = cancel(OrderRef.byClientId("gw-1", "ETHUSD"));
        await().during(Duration.ofMillis(200)).until(questions.asked::isEmpty);
        venue.ears().get(0).say(CANCELED);

        assertThat(byId.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelResult.Canceled.class);
        assertThat(byClientId.get(10, TimeUnit.SECONDS)).isInstanceOf(CancelResult.Canceled.class);
        assertThat(questions.asked).isEmpty();
    }

    @Test
    void whatWasMissedWhileTheStreamWasLostIsAskedAtOnce() {
        OrderStream stream = start(new Hasty());
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        StreamVenue.Ear ear = venue.ears().get(0);
        ear.say("{\"pong\":1}");
        cancel(ORDER);
        await().atMost(PATIENCE).until(() -> questions.asked.size() >= 4); // the next one is planned for in 2 s
        int before = questions.asked.size();

        ear.cut();

        await().atMost(Duration.ofMillis(1_500)).until(() -> questions.asked.size() > before);
        assertThat(venue.ears()).hasSize(2);
        assertThat(venue.asked()).containsExactly("POST");
    }

    @Test
    void whatCannotBeReadIsCountedAndChangesNothing() {
        OrderStream stream = start(new Hasty());
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());

        venue.ears().get(0).say("<html>");
        venue.ears().get(0).say("[{\"e\":");

        await().atMost(PATIENCE).until(() -> stream.seen().counts().unreadable() == 2);
        assertThat(stream.seen().isReady()).isTrue();
    }

    // ---- lost ----

    @Test
    void aKeyThatTheVenueTurnsAwayAtTheDoorIsReplaced() {
        venue.nextSocket(401, null);

        OrderStream stream = start(new Hasty());

        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        assertThat(venue.asked()).containsExactly("POST", "POST");
        assertThat(venue.ears()).extracting(ear -> ear.key).containsExactly("LK2");
    }

    @Test
    void aVenueThatFailsAtTheDoorIsAskedAgainWithTheSameKey() {
        venue.nextSocket(502, null);

        OrderStream stream = start(new Hasty());

        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        assertThat(venue.asked()).containsExactly("POST");
    }

    @Test
    void aKeyWhoseStreamEndedWithoutAWordIsAskedAbout() {
        OrderStream stream = start(new Hasty());
        await().atMost(PATIENCE).until(() -> venue.ears().size() == 1);
        venue.nextKey(400, "{\"code\":\"-1125\",\"msg\":\"no such listenKey\"}");

        venue.ears().get(0).cut();

        await().atMost(PATIENCE).until(() -> stream.seen().isReady() && venue.asked("POST") == 2);
        assertThat(venue.asked()).containsExactly("POST", "PUT LK1", "POST");
    }

    @Test
    void aVenueThatWantsToBeLeftAloneIsLeftAloneForSoLong() {
        venue.nextSocket(429, "2");
        long from = System.nanoTime();

        OrderStream stream = start(new Hasty());

        await().atMost(PATIENCE).until(() -> stream.seen().trouble().contains("staying away for PT2S"));
        await().atMost(PATIENCE).until(() -> stream.seen().isReady());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofSeconds(2));
        assertThat(venue.asked()).containsExactly("POST");
    }

    // ---- the gateway's side ----

    private OrderStream start(OrderStreamCodec codec) {
        return start(codec, () -> {});
    }

    /** @param first run once the venue knows us, on the account's thread, before the stream asks for anything */
    private OrderStream start(OrderStreamCodec codec, Runnable first) {
        VenueConnector connector = new VenueConnector(venue.address("ws"), Duration.ofSeconds(2), Transport.present());
        OrderStream stream =
                new OrderStream(connector, rest, codec, new Backoff(Duration.ofMillis(50), Duration.ofMillis(100)));
        started.add(stream);
        loop.execute(() -> {
            rest.introduction()
                    .start(
                            () -> {
                                first.run();
                                stream.start(service);
                            },
                            () -> {});
            loop.sweep(
                    List.of(rest.introduction()::sweep, stream::sweep, service::sweep),
                    () -> service.isAtRest() && stream.isAtRest());
        });
        return stream;
    }

    private void stop(OrderStream stream) {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        loop.execute(() -> stream.stop(() -> left.complete(true)));
        assertThat(left).succeedsWithin(PATIENCE);
    }

    private void spend(int requests) {
        for (int i = 0; i < requests; i++) {
            rest.budgets().of(RequestClass.OTHER).spend(loop.now().nanos());
        }
    }

    private CompletableFuture<CancelResult> cancel(OrderRef order) {
        CompletableFuture<CancelResult> result = new CompletableFuture<>();
        CancelOrder wish = CancelOrder.of("main", order).awaitFinal().within(Duration.ofSeconds(30));
        loop.execute(() -> service.cancel(wish, result::complete, loop.now()));
        return result;
    }

    /** Ends are awaited so long from a stream that nobody is in a hurry. */
    private static CancelLimits limits() {
        CancelLimits usual = CancelLimits.DEFAULT;
        return new CancelLimits(
                usual.maxPending(),
                usual.answersKept(),
                usual.maxAttempts(),
                usual.requestWindow(),
                new CancelLimits.Doubt(16, Duration.ofSeconds(2), usual.doubt().askAgain()),
                false,
                false);
    }

    private RestAccess rest() {
        VenueDialect dialect = new Dialect(new HashkeyRest(account), new HashkeyStream(account));
        VenueClock clock = new VenueClock();
        RestClient http = new RestClient(loop, venue.address("http"), Transport.present(), 16);
        RestHealth health = new RestHealth(loop.label(), dialect);
        RequestLimits limits =
                RequestLimits.together(new RateLimit("all", REQUESTS_A_SECOND, Duration.ofSeconds(1), 0));
        RequestBudgets budgets = new RequestBudgets(limits, loop.now().nanos());
        VenueIntroduction introduction = new VenueIntroduction(loop, http, dialect, clock, health, budgets);
        return new RestAccess(loop, http, dialect.rest(), clock, budgets, health, introduction);
    }

    /** HashKey, as far as a stream needs it. */
    private record Dialect(VenueRest rest, OrderStreamCodec orders) implements VenueDialect {
        @Override
        public @Nullable VenueCodec sessions() {
            return null;
        }

        @Override
        public IdRules ids() {
            return HashkeyRest.RULES;
        }

        @Override
        public @Nullable String orderId(CancelOrder.Placement placement) {
            return null;
        }

        @Override
        public boolean needsNoIntroduction() {
            return false;
        }

        @Override
        public @Nullable String learn(Introduction.Known said) {
            return null;
        }

        @Override
        public @Nullable LeaveAlone leaveAlone(VenueRest.Reply reply, Asked asked) {
            return null;
        }
    }

    /** HashKey's stream at another pace. */
    private final class Hasty implements OrderStreamCodec {
        private final HashkeyStream hashkey = new HashkeyStream(account);
        private final ListenKeys keys = hashkey.listenKeys().orElseThrow();
        Duration renewEvery = keys.renewEvery();
        Duration lifetime = keys.lifetime();
        Duration pingEvery = hashkey.heartbeat().pingEvery();
        Duration silence = hashkey.heartbeat().silence();

        @Override
        public Optional<ListenKeys> listenKeys() {
            return Optional.of(new HastyKeys());
        }

        @Override
        public String socketPath(OrderStreamCodec.@Nullable Key key) {
            return hashkey.socketPath(key);
        }

        @Override
        public @Nullable Duration stayAway(VenueRest.Reply handshake) {
            return hashkey.stayAway(handshake);
        }

        @Override
        public Opening open(long timeMillis) {
            return hashkey.open(timeMillis);
        }

        @Override
        public String ping(long timeMillis) {
            return hashkey.ping(timeMillis);
        }

        @Override
        public Heartbeat heartbeat() {
            return new Heartbeat(pingEvery, silence);
        }

        @Override
        public Frame decode(byte[] utf8, int from, int to, Instant at) {
            return hashkey.decode(utf8, from, to, at);
        }

        private final class HastyKeys implements ListenKeys {
            @Override
            public Duration renewEvery() {
                return renewEvery;
            }

            @Override
            public Duration lifetime() {
                return lifetime;
            }

            @Override
            public VenueRest.Request create(long timeMillis) {
                return keys.create(timeMillis);
            }

            @Override
            public VenueRest.Request renew(OrderStreamCodec.Key key, long timeMillis) {
                return keys.renew(key, timeMillis);
            }

            @Override
            public VenueRest.Request delete(OrderStreamCodec.Key key, long timeMillis) {
                return keys.delete(key, timeMillis);
            }

            @Override
            public KeyReply readCreated(int httpStatus, String body) {
                return keys.readCreated(httpStatus, body);
            }

            @Override
            public KeyReply readRenewed(int httpStatus, String body) {
                return keys.readRenewed(httpStatus, body);
            }
        }
    }

    /** A venue that takes every cancel. */
    private static final class Taking implements CancelPath {
        @Override
        public PathKind kind() {
            return PathKind.REST;
        }

        @Override
        public PathHealth health(RequestClass what, Now now) {
            return PathHealth.READY;
        }

        @Override
        public void send(PathAttempt attempt, Now now) {
            attempt.sent(now);
            attempt.settle(new Verdict.Acknowledged(evidence("rest-cancel", now)), now);
        }

        @Override
        public void sendAll(ScopeAttempt attempt, Now now) {
            attempt.settle(new Verdict.NotSent(evidence("not-sent", now)), now);
        }
    }

    /** Writes questions down, and answers that nobody knows. */
    private final class Questions implements OrderQuery {
        final List<OrderRef> asked = new CopyOnWriteArrayList<>();

        @Override
        public boolean mayAsk(Now now) {
            return true;
        }

        @Override
        public boolean mayList(Now now) {
            return true;
        }

        @Override
        public void status(OrderRef order, Answer answer) {
            asked.add(order);
            loop.execute(
                    () -> answer.accept(new Verdict.Unclear(evidence("status-query", loop.now())), null, loop.now()));
        }

        @Override
        public void open(@Nullable String symbol, OpenAnswer answer) {
            loop.execute(() -> answer.accept(Optional.empty(), loop.now()));
        }
    }

    private static Evidence evidence(String rule, Now now) {
        return new Evidence(PathKind.REST, rule, "", now.wall());
    }
}
