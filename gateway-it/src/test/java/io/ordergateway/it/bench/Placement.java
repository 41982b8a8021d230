package io.ordergateway.it.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Puts whole processes on CPUs, where the machine has {@code taskset}. */
final class Placement {
    private static final long TASKSET_SECONDS = 10;

    private final boolean possible;
    private final int cpus = Runtime.getRuntime().availableProcessors();

    Placement() throws IOException {
        this.possible =
                cpus > 1 && taskset("-p", Long.toString(ProcessHandle.current().pid()));
    }

    /** Whether processes can be put anywhere. */
    boolean isPossible() {
        return possible;
    }

    /** Together with the venue, on the last CPU. */
    void measured(Child process) throws IOException {
        put(process, Integer.toString(cpus - 1));
    }

    /** Out of the way of what is measured. */
    void aside(Child process) throws IOException {
        put(process, "0-" + (cpus - 2));
    }

    /** Wherever the kernel likes. */
    void free(Child process) throws IOException {
        put(process, "0-" + (cpus - 1));
    }

    private void put(Child process, String where) throws IOException {
        if (possible && !taskset("-a", "-c", "-p", where, Long.toString(process.pid()))) {
            throw new IOException("taskset cannot put process " + process.pid() + " on CPU " + where);
        }
    }

    private static boolean taskset(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 1];
        command[0] = "taskset";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(TASKSET_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
