package io.ordergateway.it.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Kafka broker in a process of its own, with the broker's class path. Ends when its standard input does. */
final class BrokerMain {
    private static final String CLUSTER_ID = "b3JkZXItZ2F0ZXdheS1pdA";

    private BrokerMain() {}

    /** Told its properties file and the folder of its data. */
    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(BrokerMain::endWithTheTests, "watch");
        watch.setDaemon(true);
        watch.start();
        // Not on the class path of who compiles this: see the module broker.
        if (!Files.exists(Path.of(args[1], "meta.properties"))) {
            String[] format = {"format", "-t", CLUSTER_ID, "-c", args[0]};
            Object status = Class.forName("kafka.tools.StorageTool")
                    .getMethod("execute", String[].class, PrintStream.class)
                    .invoke(null, format, System.out);
            if (!status.equals(0)) {
                throw new IllegalStateException("formatting ended with status " + status);
            }
        }
        Class.forName("kafka.Kafka").getMethod("main", String[].class).invoke(null, (Object) new String[] {args[0]});
    }

    private static void endWithTheTests() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }
}
