package io.ordergateway.ws.sim.stage;

import io.ordergateway.ws.sim.fault.FaultScript;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A venue's script of faults, which are called by their names. */
public final class StagedFaults {
    private final List<String> names;
    private final Consumer<List<String>> next;
    private final Consumer<String> always;
    private final Mix mix;
    private final Runnable clear;

    private interface Mix {
        void seed(long seed, double rate);
    }

    private <F extends Enum<F>> StagedFaults(FaultScript<F> script, Class<F> type) {
        this.names = Stream.of(type.getEnumConstants()).map(Enum::name).toList();
        this.next = faults -> faults.forEach(name -> script.next(Enum.valueOf(type, name)));
        this.always = name -> script.always(Enum.valueOf(type, name));
        this.mix = (seed, rate) -> script.seed(seed, rate);
        this.clear = script::clear;
    }

    /** The faults of this type, as this script has them. */
    public static <F extends Enum<F>> StagedFaults of(FaultScript<F> script, Class<F> type) {
        return new StagedFaults(script, type);
    }

    /** All there are, the one that stands for none among them. */
    public List<String> names() {
        return names;
    }

    /** The name of the fault that is called like this, in any case; {@code null} if there is none. */
    public @Nullable String named(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return names.contains(name) ? name : null;
    }

    /** One fault for each of the next cancels, behind those that wait already. */
    public void next(List<String> faults) {
        next.accept(faults);
    }

    /** What every cancel meets for which the script has nothing. */
    public void always(String fault) {
        always.accept(fault);
    }

    /** Each cancel meets, with this probability, one of all faults. */
    public void seed(long seed, double rate) {
        mix.seed(seed, rate);
    }

    /** No faults from now on. */
    public void clear() {
        clear.run();
    }
}
