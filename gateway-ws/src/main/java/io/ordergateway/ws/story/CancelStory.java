package io.ordergateway.ws.story;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of one cancel, each with its time, what it rests on and the venue's own words. */
final class CancelStory {
    private static final String UNDER_STEP = " ".repeat(12);

    private final List<String> lines = new ArrayList<>();

    /** What every later time is counted from. */
    private Instant start;

    /** What was told of attempts before: a result repeats all of them. */
    private List<Attempt> toldBefore = List.of();

    private CancelStory(Instant start) {
        this.start = start;
    }

    /**
     * The story in lines.
     *
     * @param steps all that is known of this cancel, oldest first; at least one
     */
    static List<String> of(CancelId id, List<CancelOutcome> steps) {
        CancelOutcome first = steps.get(0);
        CancelStory story = new CancelStory(first.at());
        story.lines.add("");
        story.lines.add("Cancel " + Wording.plain(id.value()));
        if (first.phase() != Phase.ACCEPTED) {
            story.lines.add("  Its first records are no longer kept; times count from the first that is.");
        }
        steps.forEach(story::step);
        return story.lines;
    }

    private void step(CancelOutcome step) {
        if (step.step() instanceof CancelOutcome.Accepted accepted) {
            start = step.at();
            toldBefore = List.of();
            line(step, accepted(step, accepted));
        } else if (step.step() instanceof CancelOutcome.Sent sent) {
            line(step, "sent by " + sent.path());
        } else if (step.step() instanceof CancelOutcome.Settled settled) {
            result(step, "the caller was told " + settled.result().kind(), settled.result());
        } else if (step.step() instanceof CancelOutcome.Final end) {
            result(step, "the end is known, " + end.result().kind(), end.result());
        }
    }

    private static String accepted(CancelOutcome step, CancelOutcome.Accepted accepted) {
        String awaited = switch (accepted.await()) {
            case ACK -> "the venue's first reply";
            case FINAL -> "the order's end";
            case GONE -> "the order's end, and goes on until it is gone,";
        };
        Placement placement = accepted.terms().placement();
        String placed = placement == null
                ? ""
                : "; placed by " + placement.via() + " as " + Wording.plain(placement.clientId())
                        + " and never acknowledged";
        return "accepted: the caller awaits " + awaited + " within "
                + Wording.length(Duration.between(step.at(), accepted.deadline())) + placed;
    }

    private void result(CancelOutcome step, String told, CancelResult result) {
        line(step, told + ": " + Wording.meaning(result));
        List<Attempt> attempts = result.attempts();
        for (int i = 0; i < attempts.size(); i++) {
            if (i >= toldBefore.size() || !toldBefore.get(i).equals(attempts.get(i))) {
                attempt(i + 1, attempts.get(i));
            }
        }
        toldBefore = attempts;
        Evidence evidence = result.evidence();
        if (evidence != null) {
            decided(attempts, evidence);
        }
    }

    private void decided(List<Attempt> attempts, Evidence evidence) {
        for (int i = 0; i < attempts.size(); i++) {
            Verdict verdict = attempts.get(i).verdict();
            if (verdict != null && verdict.evidence().equals(evidence)) {
                lines.add(UNDER_STEP + "decided by the answer to attempt " + (i + 1));
                return;
            }
        }
        lines.add(UNDER_STEP + "decided by a message by " + evidence.path());
        words(evidence);
    }

    private void attempt(int number, Attempt attempt) {
        Instant sentAt = attempt.sentAt();
        Verdict verdict = attempt.verdict();
        String left = sentAt == null ? "" : ", left at " + later(sentAt);
        String silence = sentAt == null ? "not sent so far" : "no answer so far";
        String came = verdict == null ? silence : Wording.meaning(verdict);
        lines.add(UNDER_STEP + "attempt " + number + " by " + attempt.path() + left + ": " + came);
        if (verdict != null) {
            words(verdict.evidence());
        }
    }

    private void words(Evidence evidence) {
        String message = evidence.message().isEmpty() ? "no message" : Wording.plain(evidence.message());
        lines.add(UNDER_STEP + "  at " + later(evidence.at()) + ", rule " + Wording.plain(evidence.rule()) + ": "
                + message);
    }

    private String later(Instant moment) {
        return Wording.later(Duration.between(start, moment));
    }

    private void line(CancelOutcome step, String what) {
        String position = "#" + step.position();
        lines.add(String.format(
                Locale.ROOT, "  %-8s  %s  %-11s  %s", position, Wording.time(step.at()), later(step.at()), what));
    }
}
