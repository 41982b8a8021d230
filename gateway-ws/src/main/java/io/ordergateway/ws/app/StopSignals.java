package io.ordergateway.ws.app;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT: the first asks to stop, the second does. The JDK's own hook for its end does not see a second one, so
 * this takes the JDK's unsupported but permanent {@code sun.misc.Signal}, by name, since compilers warn of it.
 */
final class StopSignals {
    private static final Logger log = LoggerFactory.getLogger(StopSignals.class);

    /** What a shell reports of a program that SIGTERM ended. */
    private static final int TERMINATED = 143;

    private final CountDownLatch asked = new CountDownLatch(1);

    private StopSignals() {}

    /** From now on signals come here. Where the JDK has no such class, one signal stops at once. */
    static StopSignals listen() {
        StopSignals signals = new StopSignals();
        for (String name : List.of("TERM", "INT")) {
            try {
                signals.handle(name);
            } catch (ReflectiveOperationException e) {
                log.warn("SIG{} will stop the gateway at once, without a word: {}", name, e.toString());
            }
        }
        return signals;
    }

    private void handle(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Method handle = type.getMethod("handle", type, handler);
        Object signal = type.getConstructor(String.class).newInstance(name);
        handle.invoke(
                null,
                signal,
                Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> {
                    came();
                    return null;
                }));
    }

    private void came() {
        if (asked.getCount() == 0) {
            log.warn("asked to stop a second time: stopping at once");
            Runtime.getRuntime().halt(TERMINATED);
        }
        asked.countDown();
    }

    /** Returns when it was asked to stop. */
    void await() throws InterruptedException {
        asked.await();
    }
}
