package io.ordergateway.it.bench;

import io.ordergateway.it.bench.jmh.WishBench;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of single operations, shortly: enough to see what an operation costs, not to tell two per cent apart. */
final class Operations {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final TimeValue PASS = TimeValue.milliseconds(400);

    private Operations() {}

    public static void main(String[] args) throws RunnerException, IOException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(WishBench.class.getPackageName() + "\\..*")
                        .mode(Mode.AverageTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .forks(1)
                        .warmupIterations(4)
                        .warmupTime(PASS)
                        .measurementIterations(5)
                        .measurementTime(PASS)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        List<List<String>> rows = new ArrayList<>();
        for (RunResult result : results) {
            rows.add(row(result));
        }
        new Part(
                        "Single operations",
                        "JMH, one fork, five passes of 0.4 s; ± is its 99.9 % interval.",
                        List.of("operation", "ns", "±", "bytes allocated"),
                        rows,
                        Map.of())
                .write(Settings.OPERATIONS);
    }

    private static List<String> row(RunResult result) {
        String name = result.getParams().getBenchmark();
        Result<?> time = result.getPrimaryResult();
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        String bytes = allocated == null ? "–" : Report.number(Math.rint(allocated.getScore()));
        return List.of(
                name.substring(WishBench.class.getPackageName().length() + 1),
                Report.number(time.getScore()),
                Report.number(time.getScoreError()),
                bytes);
    }
}
