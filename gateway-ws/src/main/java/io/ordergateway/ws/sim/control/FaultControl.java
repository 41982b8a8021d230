package io.ordergateway.ws.sim.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.fault.FaultScript;
import java.lang.reflect.Array;
import java.time.Duration;
import java.util.List;

/** Changes the script of a venue's faults. */
public final class FaultControl {
    private FaultControl() {}

    /** Everything is understood before anything is changed. */
    public static <F extends Enum<F>> ObjectNode change(ControlCall call, FaultScript<F> faults, Class<F> type) {
        ControlArgs args = call.args("clear", "next", "always", "lateBy", "seed", "rate", "among");
        boolean clear = args.flag("clear", false);
        List<F> next = args.some("next", type);
        F always = args.one("always", type, type.getEnumConstants()[0]);
        Duration lateBy = args.notNegative("lateBy", Duration.ZERO);
        F[] among = array(args.some("among", type), type);
        boolean mixed = args.has("seed") || args.has("rate") || args.has("among");
        long seed = mixed ? args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE) : 0;
        double rate = mixed ? args.rate("rate") : 0;
        if (clear) {
            faults.clear();
        }
        if (mixed) {
            faults.seed(seed, rate, among);
        }
        if (args.has("always")) {
            faults.always(always);
        }
        if (args.has("lateBy")) {
            faults.lateBy(lateBy);
        }
        faults.next(array(next, type));
        return Controls.done();
    }

    @SuppressWarnings("unchecked") // an array of the type that is asked for
    private static <F> F[] array(List<F> names, Class<F> type) {
        return names.toArray((F[]) Array.newInstance(type, 0));
    }
}
