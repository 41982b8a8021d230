package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.util.internal.PlatformDependent;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.wire.Credentials;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A gateway of many accounts, in a process of its own: its sessions become ready one after the other, the last of each account
 * first, so that each is for a moment the one that its account's cancels take, and sends a burst. Then it rests.
 */
final class RestingGateway {
    static final int BURST = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration FOR_LONG = Duration.ofMinutes(30);
    /** Longer than the venue takes to push an end; what was noted for that moment is forgotten when it has come. */
    private static final Duration FOR_A_WHILE = Duration.ofSeconds(2);

    private static final long REST_MILLIS = 3_000;
    private static final double ENOUGH = 0.5;

    private final OrderGateway gateway;
    private final Control control;

    /**
     * What there is at rest.
     *
     * @param sent how many sessions have sent a burst
     * @param heap bytes of all objects that are reachable
     * @param direct bytes outside the heap that Netty and the JDK know of
     * @param threads of the whole process
     * @param cpu seconds of the accounts' threads, in each second
     * @param garbage bytes the accounts' threads allocate, in each second
     */
    record Rest(long sent, long heap, long direct, int threads, double cpu, double garbage) {}

    private RestingGateway(OrderGateway gateway, Control control) {
        this.gateway = gateway;
        this.control = control;
    }

    /** The venue's port, whether that speaks TLS, its control port, and how many sessions an account has. */
    public static void main(String[] args) throws Exception {
        VenueAddress venue =
                new VenueAddress(Integer.parseInt(args[0]), Boolean.parseBoolean(args[1]), Integer.parseInt(args[2]));
        int sessions = Integer.parseInt(args[3]);
        try (Control control = new Control(venue)) {
            control.say(Venue.HOLD);
            try (OrderGateway gateway = Gateway.open(config(venue, sessions))) {
                RestingGateway resting = new RestingGateway(gateway, control);
                long sent = resting.work(RestingSessions.ACCOUNTS * sessions);
                System.out.println(ClientMain.MARK + new ObjectMapper().writeValueAsString(rest(sent)));
                if (Boolean.getBoolean("resting.histogram")) {
                    System.err.println(histogram());
                }
            }
        }
    }

    private static GatewayConfig config(VenueAddress venue, int sessions) {
        SessionTimings usual = SessionTimings.DEFAULT;
        SessionTimings patient = new SessionTimings(
                FOR_LONG,
                usual.ping(),
                usual.silence(),
                usual.idle(),
                usual.rotate(),
                usual.drain(),
                usual.reconnect());
        CancelLimits limits = CancelLimits.DEFAULT;
        CancelLimits.Doubt doubt =
                new CancelLimits.Doubt(limits.doubt().maxQueries(), FOR_A_WHILE, new Backoff(FOR_A_WHILE, FOR_LONG));
        // What an account remembers of its cancels is not its sessions'.
        CancelLimits forgetful = new CancelLimits(
                limits.maxPending(),
                1,
                limits.maxAttempts(),
                limits.requestWindow(),
                doubt,
                limits.hedged(),
                limits.recordBeforeSend());
        List<AccountConfig> accounts = IntStream.range(0, RestingSessions.ACCOUNTS)
                .mapToObj(number -> AccountConfig.ascendex(
                                "account" + (char) ('a' + number),
                                Account.Category.FUTURES,
                                new Credentials("benchkey", "benchsecret"))
                        .at(venue.rest(), venue.socket())
                        .group(7)
                        .sessions(sessions)
                        .tuned(AccountConfig.Tuning.DEFAULT
                                .replyTimeout(PATIENCE)
                                .limits(forgetful)
                                .timings(patient)))
                .toList();
        return new GatewayConfig(accounts, 1, false);
    }

    private long work(int sessions) throws IOException, InterruptedException {
        await("all to subscribe", () -> control.say(Venue.HOLD) == sessions);
        Map<String, Long> bursts = new HashMap<>();
        for (int ready = 1; ready <= sessions; ready++) {
            control.say(Venue.NEXT);
            int wanted = ready;
            await("session " + ready + " to be ready", () -> ready().size() == wanted);
            for (AccountHealth account : gateway.health().accounts()) {
                String name = account.account().name();
                long there = account.sessions().stream()
                        .filter(SessionHealth::isReady)
                        .count();
                if (there > bursts.getOrDefault(name, 0L)) {
                    burst(name);
                    bursts.merge(name, 1L, Long::sum);
                }
            }
        }
        // A session's counts are shown a moment later.
        await(
                "the sessions to have sent",
                () -> ready().stream().mapToLong(RestingGateway::sent).sum() >= (long) sessions * BURST);
        long sent = ready().stream().filter(session -> sent(session) >= BURST).count();
        if (sent < sessions * ENOUGH) { // the venue may have met two of an account the other way round
            throw new IllegalStateException("too few sessions have sent a burst: " + sent + " of " + sessions);
        }
        return sent;
    }

    private List<SessionHealth> ready() {
        return gateway.health().accounts().stream()
                .flatMap(account -> account.sessions().stream())
                .filter(SessionHealth::isReady)
                .toList();
    }

    private static long sent(SessionHealth session) {
        return session.counts().sent();
    }

    private void burst(String account) throws IOException, InterruptedException {
        List<CancelOrder> wishes = new ArrayList<>(BURST);
        int first = Orders.take(BURST);
        for (int i = 0; i < BURST; i++) {
            wishes.add(CancelOrder.of(account, Orders.SYMBOL, Orders.id(first + i)));
        }
        List<CancelResult> told = gateway.cancels(wishes).collectList().block(PATIENCE);
        if (told == null || !told.stream().allMatch(result -> result instanceof CancelResult.Acknowledged)) {
            throw new IllegalStateException("not everything was acknowledged over " + gateway.health());
        }
        control.say(Venue.ENDS);
        await("the cancels to end", () -> gateway.health().accounts().stream().allMatch(one -> one.pending() == 0));
    }

    /** Something that may be asked of the venue. */
    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(String what, Condition condition) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("waited in vain for " + what + ": " + gateway.health());
            }
            Thread.sleep(1);
        }
    }

    // ---- at rest ----

    private static Rest rest(long sent) throws InterruptedException, JMException {
        Thread.sleep(REST_MILLIS); // compilers and the last sweeps
        double[] before = usage();
        long start = System.nanoTime();
        Thread.sleep(REST_MILLIS);
        double[] after = usage();
        double seconds = (System.nanoTime() - start) / 1e9;
        long direct = PlatformDependent.usedDirectMemory()
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return new Rest(
                sent,
                reachable(),
                direct,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                (after[0] - before[0]) / seconds,
                (after[1] - before[1]) / seconds);
    }

    /** Of the accounts' threads together: seconds of CPU, and bytes allocated. */
    private static double[] usage() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] sum = new double[2];
        for (long id : threads.getAllThreadIds()) {
            if (threads.getThreadInfo(id) != null
                    && threads.getThreadInfo(id).getThreadName().startsWith("gateway-")) {
                sum[0] += threads.getThreadCpuTime(id) / 1e9;
                sum[1] += threads.getThreadAllocatedBytes(id);
            }
        }
        return sum;
    }

    /** By the object: what a collector says is used counts the rooms that threads have begun to fill, some megabytes of them. */
    private static long reachable() throws JMException {
        String total = histogram()
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow();
        String[] words = total.trim().split(" +", -1);
        return Long.parseLong(words[words.length - 1]);
    }

    /** What the heap is made of, by class, after a full collection. */
    private static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
    }
}
