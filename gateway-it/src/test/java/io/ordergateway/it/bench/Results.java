package io.ordergateway.it.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** All that was measured, round by round. */
final class Results {
    private final List<Turn> turns = new ArrayList<>();

    /** What one client did when it had its turn. */
    record Turn(String leg, int round, Measured measured) {}

    /**
     * Of the values of several rounds the middle one, and how far the others lie apart.
     *
     * @param rounds how many there were; nothing was measured if it is 0
     */
    record Median(double middle, double lowest, double highest, int rounds) {
        boolean isMeasured() {
            return rounds > 0;
        }

        /** A value that was measured once, or was not. */
        static Median of(Double value) {
            return value == null ? new Median(0, 0, 0, 0) : new Median(value, value, value, 1);
        }
    }

    void add(String leg, int round, Measured measured) {
        turns.add(new Turn(leg, round, measured));
    }

    List<Turn> turns() {
        return turns;
    }

    Median median(String leg, String mode, String client, ToDoubleFunction<Measured> value) {
        return median(turns(leg, mode, client).stream()
                .map(turn -> value.applyAsDouble(turn.measured))
                .toList());
    }

    /** How many times as much one client took as the other in the same round. */
    Median ratio(String leg, String mode, String client, String base, ToDoubleFunction<Measured> value) {
        List<Double> ratios = new ArrayList<>();
        for (Turn turn : turns(leg, mode, client)) {
            OptionalDouble below = turns(leg, mode, base).stream()
                    .filter(other -> other.round == turn.round)
                    .mapToDouble(other -> value.applyAsDouble(other.measured))
                    .findFirst();
            if (below.isPresent() && below.getAsDouble() > 0) {
                ratios.add(value.applyAsDouble(turn.measured) / below.getAsDouble());
            }
        }
        return median(ratios);
    }

    /** How many times as much one client took as the best of others, all of which must have been there. */
    Median ratioToBest(String leg, String mode, String client, List<String> others, ToDoubleFunction<Measured> value) {
        List<Median> all =
                others.stream().map(other -> median(leg, mode, other, value)).toList();
        if (!all.stream().allMatch(Median::isMeasured)) {
            return Median.of(null);
        }
        String best = others.stream()
                .min(Comparator.comparingDouble(
                        other -> median(leg, mode, other, value).middle()))
                .orElseThrow();
        return ratio(leg, mode, client, best, value);
    }

    /** Without the round that is thrown away. */
    private List<Turn> turns(String leg, String mode, String client) {
        return turns.stream()
                .filter(turn -> turn.round > 0
                        && turn.leg.equals(leg)
                        && turn.measured.mode().equals(mode)
                        && turn.measured.client().equals(client))
                .toList();
    }

    private static Median median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int count = sorted.size();
        if (count == 0) {
            return new Median(0, 0, 0, 0);
        }
        double middle = (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2;
        return new Median(middle, sorted.get(0), sorted.get(count - 1), count);
    }
}
