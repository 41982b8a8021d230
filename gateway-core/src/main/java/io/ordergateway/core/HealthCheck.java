package io.ordergateway.core;

import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.session.SessionHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that must be so for a gateway to do its work, at one moment.
 *
 * @param name what was looked at: {@code path}, {@code orders}, {@code doubts} or {@code thread}, each followed by a colon and
 *     the account's name; {@code log} or {@code relay}
 * @param up whether it is so
 * @param text what is wrong and what to do, in a sentence; empty if it is up
 */
public record HealthCheck(String name, boolean up, String text) {
    /** So many orders of one account may be in doubt for longer than {@link CancelLimits.Doubt#LASTING}; one more is red. */
    public static final int MAX_LASTING_DOUBTS = 64;

    /** An account's thread that has not looked for what is due for longer than this is stuck; it does some 20 times a second. */
    public static final Duration MAX_SINCE_SWEEP = Duration.ofSeconds(10);

    private static HealthCheck of(String name, boolean up, String textIfDown) {
        return new HealthCheck(name, up, up ? "" : textIfDown);
    }

    /** Whether all are up. */
    public static boolean allUp(List<HealthCheck> checks) {
        return checks.stream().allMatch(HealthCheck::up);
    }

    /**
     * Whether cancels can be given to the gateway, and will be sent, recorded and followed to their end: for each account a path
     * to the venue, the order channel and few enough doubts; a log that can be written and a relay that serves its own
     * accounts, where there are such. A pure function of the moment.
     *
     * @return one entry for each that applies, in this order
     */
    public static List<HealthCheck> ready(GatewayHealth health) {
        List<HealthCheck> checks = new ArrayList<>();
        for (AccountHealth account : health.accounts()) {
            checks.add(path(account));
            checks.add(orders(account));
            checks.add(doubts(account));
        }
        GatewayHealth.Log log = health.log();
        if (log != null) {
            checks.add(log(log));
        }
        GatewayHealth.Relay relay = health.relay();
        if (relay != null) {
            checks.add(relay(relay));
        }
        return List.copyOf(checks);
    }

    /**
     * Whether the process works at all; if not, only a restart helps. A pure function of the moment.
     *
     * @return one entry for each account's thread
     */
    public static List<HealthCheck> live(GatewayHealth health) {
        return health.accounts().stream().map(HealthCheck::thread).toList();
    }

    private static HealthCheck path(AccountHealth account) {
        String rest = account.vitals().rest();
        String text =
                "no cancel of account " + name(account) + " can leave: " + sessions(account) + ", and REST is down: "
                        + rest
                        + "; cancels wait for a path as long as their deadlines allow. See to the network, the venue's status"
                        + " and the account's key";
        return of("path:" + name(account), account.socketReady() || rest.isEmpty(), text);
    }

    private static String sessions(AccountHealth account) {
        List<SessionHealth> sessions = account.sessions();
        if (sessions.isEmpty()) {
            return "it has no sessions";
        }
        String trouble = sessions.stream()
                .map(SessionHealth::trouble)
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("they are not logged in yet");
        return "none of its " + sessions.size() + " session(s) is ready (" + trouble + ")";
    }

    private static HealthCheck orders(AccountHealth account) {
        String orders = account.vitals().orders();
        String text = "the venue does not tell account " + name(account) + " what becomes of its orders: " + orders
                + "; each order's end is asked for meanwhile, which takes longer. It comes back by itself unless the text says"
                + " otherwise; if it lasts, see to the network and the venue's status";
        return of("orders:" + name(account), orders.isEmpty(), text);
    }

    private static HealthCheck doubts(AccountHealth account) {
        int lasting = account.cancels().doubts().lasting();
        String text = lasting + " orders of account " + name(account) + " have been in doubt for more than "
                + CancelLimits.Doubt.LASTING.toSeconds() + " s, more than " + MAX_LASTING_DOUBTS
                + ": the venue takes cancels and does not say what became of them. They are asked about until it does; look at"
                + " the venue's list of open orders before you trade on";
        return of("doubts:" + name(account), lasting <= MAX_LASTING_DOUBTS, text);
    }

    private static HealthCheck thread(AccountHealth account) {
        Duration since = account.vitals().sinceSweep();
        String text = "the thread of account " + name(account) + " has done nothing for " + since.toSeconds()
                + " s: something blocks it, or the machine stands still. Take a thread dump, then start the gateway anew";
        return of("thread:" + name(account), since.compareTo(MAX_SINCE_SWEEP) <= 0, text);
    }

    private static HealthCheck log(GatewayHealth.Log log) {
        String text = "outcomes cannot be recorded: " + log.trouble() + ". " + log.waiting()
                + " wait, and their callers with them; see to the file and its disk, and it goes on by itself";
        return of("log", log.trouble().isEmpty(), text);
    }

    private static HealthCheck relay(GatewayHealth.Relay relay) {
        String text = "another gateway has taken these accounts over: " + relay.trouble()
                + ". Stop this one, and leave the accounts to the other";
        return of("relay", relay.level() != Level.RED, text);
    }

    private static String name(AccountHealth account) {
        return account.account().name();
    }
}
