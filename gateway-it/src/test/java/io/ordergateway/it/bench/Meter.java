package io.ordergateway.it.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * What this JVM's threads have run and allocated, by the kernel's and the JVM's own counters of each thread. The compiler's and the
 * collector's threads are none of them.
 */
final class Meter {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, long[]> before = new HashMap<>();
    private long cpuNanos;
    private long bytes;

    void start() {
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        long[] cpu = THREADS.getThreadCpuTime(ids);
        before.clear();
        for (int i = 0; i < ids.length; i++) {
            before.put(ids[i], new long[] {cpu[i], allocated[i]});
        }
        // What it took to look is not what was to be measured: the caller's own counters are read once more.
        long self = Thread.currentThread().getId();
        long[] own = before.get(self);
        own[1] = THREADS.getThreadAllocatedBytes(self);
        own[0] = THREADS.getThreadCpuTime(self);
    }

    void stop() {
        long self = Thread.currentThread().getId();
        long selfCpu = THREADS.getThreadCpuTime(self);
        long selfAllocated = THREADS.getThreadAllocatedBytes(self);
        long[] ids = THREADS.getAllThreadIds();
        long[] allocated = THREADS.getThreadAllocatedBytes(ids);
        long[] cpu = THREADS.getThreadCpuTime(ids);
        for (int i = 0; i < ids.length; i++) {
            long[] old = before.getOrDefault(ids[i], new long[2]);
            boolean own = ids[i] == self;
            if (cpu[i] < 0) {
                continue; // it ended between two looks
            }
            cpuNanos += (own ? selfCpu : cpu[i]) - old[0];
            bytes += (own ? selfAllocated : allocated[i]) - old[1];
        }
    }

    long cpuNanos() {
        return cpuNanos;
    }

    long bytes() {
        return bytes;
    }
}
