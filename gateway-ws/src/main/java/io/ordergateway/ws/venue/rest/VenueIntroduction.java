package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before anything else: what time is it at the venue, and who are we there? A host whose clock is wrong would otherwise be
 * turned away for good, and without the account group there is no path to send on. Afterwards the time is asked now and
 * then, which also keeps an HTTP connection warm. Owned by the account's thread, but for what is {@code volatile}.
 */
public final class VenueIntroduction {
    /** How often the venue is asked for its time; shorter than an idle HTTP connection is kept. */
    static final Duration CLOCK_EVERY = Duration.ofSeconds(20);

    /** How often a venue that turns our times away is asked for its own. */
    static final Duration DOUBT_EVERY = Duration.ofMillis(250);

    private static final Backoff AGAIN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
    private static final Logger log = LoggerFactory.getLogger(VenueIntroduction.class);

    private final AccountLoop loop;
    private final RestClient http;
    private final VenueDialect dialect;
    private final VenueRest venue;
    private final VenueClock clock;
    private final RestHealth health;
    private final RequestBudgets budgets;

    private boolean asking;
    private boolean timeAsked;
    private boolean introduced;
    private int failures;
    private long askAt;
    private long askedAt;
    private long doubtAgainAt;
    private Runnable whenKnown = () -> {};
    private Runnable whenRefused = () -> {};
    private volatile boolean known;
    private volatile boolean refused;
    private volatile boolean mayTrade = true;
    private volatile String trouble = "";
    private volatile String silence = "";

    /**
     * @param dialect learns what the venue says, and may need to know it before anything private is asked
     * @param health says when the venue wants to be left alone
     * @param budgets what may be asked; nothing else of the same budgets waits for it
     */
    public VenueIntroduction(
            AccountLoop loop,
            RestClient http,
            VenueDialect dialect,
            VenueClock clock,
            RestHealth health,
            RequestBudgets budgets) {
        this.loop = loop;
        this.http = http;
        this.dialect = dialect;
        this.venue = dialect.rest();
        this.clock = clock;
        this.health = health;
        this.budgets = budgets;
    }

    /** Whether private requests can be made. Any thread. */
    public boolean isKnown() {
        return known;
    }

    /** Whether the venue said that these credentials will never do. Any thread. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether the venue would cancel anything for these credentials. Any thread. */
    public boolean mayTrade() {
        return mayTrade;
    }

    /**
     * Why HTTP cannot be used, as far as those questions tell that are asked now and then: nobody knows who we are, or the last
     * one was not answered. Empty if it can. Any thread.
     */
    public String unusable() {
        if (refused || !known) {
            return trouble.isEmpty() ? "the venue has not been asked yet who we are" : trouble;
        }
        return silence;
    }

    /** What is wrong, in one line, with the venue's words; empty if nothing is. Any thread. */
    public String trouble() {
        return trouble;
    }

    /**
     * Begins to ask.
     *
     * @param whenKnown run once, on the account's thread, when private requests can be made
     * @param whenRefused run instead, if they never will be
     */
    public void start(Runnable whenKnown, Runnable whenRefused) {
        this.whenKnown = whenKnown;
        this.whenRefused = whenRefused;
        askAt = loop.now().nanos();
        doubtAgainAt = askAt;
    }

    /**
     * A cancel was turned down for who we are, although the venue knew us. It is asked again, now and then: the key may have been
     * revoked, and {@link #trouble} says so then.
     */
    void doubt(Now now) {
        if (introduced && now.reached(doubtAgainAt)) {
            introduced = false;
            doubtAgainAt = now.in(CLOCK_EVERY);
            askAt = now.nanos();
        }
    }

    /** Asks what is due. */
    public void sweep(Now now) {
        boolean introducing = timeAsked && !introduced && !refused;
        RequestBudgets.Draw budget = budgets.of(introducing ? RequestClass.OTHER : RequestClass.TIME);
        boolean doubtful = clock.isDoubted() && now.reached(askedAt + DOUBT_EVERY.toNanos());
        if (asking
                || !(now.reached(askAt) || doubtful)
                || !health.breaker(Asked.QUESTION).allows(now.nanos())
                || !budget.allowsOther(now.nanos())) {
            return;
        }
        budget.spend(now.nanos());
        asking = true;
        askedAt = now.nanos();
        if (introducing) {
            ask(venue.introduction(clock.millisAt(now.wall())), budget, this::introduced);
        } else {
            ask(venue.venueTime(now.wall().toEpochMilli()), budget, reply -> told(reply, now));
        }
    }

    private void ask(VenueRest.Request request, RequestBudgets.Draw budget, Consumer<VenueRest.Reply> onReply) {
        http.exchange(request, () -> budget.leaves(askedAt, loop.now().nanos()))
                .subscribe(
                        reply -> loop.execute(() -> {
                            asking = false;
                            askIn(CLOCK_EVERY.toNanos()); // whatever becomes of the reply
                            health.askedAway(Asked.QUESTION, reply, loop.now());
                            onReply.accept(reply);
                        }),
                        error -> loop.execute(() -> {
                            asking = false;
                            failed(error.toString());
                        }));
    }

    private void told(VenueRest.Reply reply, Now asked) {
        OptionalLong time = venue.readVenueTime(reply.status(), reply.body());
        if (time.isEmpty()) {
            failed("the venue did not say its time: HTTP " + reply.status());
            return;
        }
        silence = "";
        clock.measured(asked.wall(), time.getAsLong(), loop.now().wall());
        if (introduced || refused) {
            failures = 0;
        }
        timeWasAsked();
    }

    /** Whether or not it was answered: a venue that will not say its time may still take ours. */
    private void timeWasAsked() {
        timeAsked = true;
        askIn(introduced || refused ? CLOCK_EVERY.toNanos() : 0);
        goWithoutIfNeedBe();
    }

    private void goWithoutIfNeedBe() {
        if (dialect.needsNoIntroduction()) {
            becomeKnown();
        }
    }

    private void introduced(VenueRest.Reply reply) {
        Introduction answer = venue.readIntroduction(reply.status(), reply.body());
        if (answer instanceof Introduction.Known person) {
            introduced = true;
            failures = 0;
            silence = "";
            mayTrade = person.mayTrade();
            trouble = mayTrade ? "" : "the key may not trade, says the venue: its cancels will be refused";
            String odd = dialect.learn(person);
            if (odd != null) {
                log.warn("[{}] {}", loop.label(), odd);
            }
            askIn(CLOCK_EVERY.toNanos());
            becomeKnown();
        } else if (answer instanceof Introduction.Refused no) {
            refused = true;
            trouble = "the venue refuses the credentials: " + no.text();
            log.error("[{}] {}; check key and secret. Not asking again until restarted", loop.label(), trouble);
            askIn(CLOCK_EVERY.toNanos());
            goWithoutIfNeedBe(); // the refusal may be of the check alone
            if (!known) {
                whenRefused.run();
            }
        } else if (answer instanceof Introduction.Unclear unclear) {
            failed("the venue did not say who we are: " + unclear.text());
        }
    }

    private void failed(String why) {
        failures++;
        silence = why;
        if (!introduced && !refused) {
            trouble = why;
        }
        if (timeAsked) {
            timeAsked = false; // before the next try: a time that is wrong may be why this one failed
            goWithoutIfNeedBe();
        } else {
            timeWasAsked();
        }
        askIn(AGAIN.nanos(failures, 1.0));
    }

    private void becomeKnown() {
        if (!known) {
            known = true;
            whenKnown.run();
        }
    }

    private void askIn(long nanos) {
        askAt = loop.now().nanos() + nanos;
    }
}
