package io.ordergateway.ws.kafka;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Where the outcome stream is on Kafka.
 *
 * @param servers where to begin: {@code host:port}, several with commas between
 * @param topic the topic of the outcomes; beside it stands {@link #ownersTopic()}
 * @param properties what else Kafka's clients are to be told, for example how to log in; values are never shown
 * @param openIfAway whether a gateway opens although Kafka cannot say that nobody took its accounts over
 */
public record KafkaSettings(String servers, String topic, Map<String, String> properties, boolean openIfAway) {
    private static final String OWNERS = ".owners";
    private static final Pattern SERVERS = Pattern.compile("[^\\s,:]+:\\d{1,5}(,[^\\s,:]+:\\d{1,5})*");
    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    /** What the promises rest on: the gateway sets these itself. */
    private static final Set<String> OURS = Set.of(
            "bootstrap.servers",
            "client.id",
            "group.id",
            "acks",
            "enable.idempotence",
            "transactional.id",
            "transaction.timeout.ms",
            "max.block.ms",
            "delivery.timeout.ms",
            "isolation.level",
            "auto.offset.reset",
            "enable.auto.commit",
            "allow.auto.create.topics",
            "partitioner.class",
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer");

    public KafkaSettings {
        properties = Map.copyOf(properties);
        if (!SERVERS.matcher(servers).matches()) {
            throw new IllegalArgumentException(
                    "servers is \"" + servers + "\"; write host:port, several with commas between and no spaces");
        }
        if (!TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("topic is \"" + topic
                    + "\"; write 1 to 200 characters out of A-Z a-z 0-9 . _ - and no dot at the beginning");
        }
        Set<String> taken = new TreeSet<>(properties.keySet());
        taken.retainAll(OURS);
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException("properties name " + taken + ", which the gateway sets itself; remove "
                    + (taken.size() == 1 ? "it" : "them"));
        }
    }

    /** A topic on brokers that ask for nothing more. */
    public static KafkaSettings of(String servers, String topic) {
        return new KafkaSettings(servers, topic, Map.of(), true);
    }

    /** The same topic, with these properties for Kafka's clients instead. */
    public KafkaSettings with(Map<String, String> others) {
        return new KafkaSettings(servers, topic, others, openIfAway);
    }

    /** The same topic, for a gateway that opens only once Kafka says that nobody took its accounts over. */
    public KafkaSettings refusingIfAway() {
        return new KafkaSettings(servers, topic, properties, false);
    }

    /** Whether Kafka's clients are on the class path; without them nothing here works but these settings. */
    public static boolean clientsAreThere() {
        try {
            Class.forName("org.apache.kafka.clients.producer.Producer", false, KafkaSettings.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** The compacted topic that says which gateway's accounts are served by whom. */
    public String ownersTopic() {
        return topic + OWNERS;
    }

    /** Without the values of the properties: there are passwords among them. */
    @Override
    public String toString() {
        return "KafkaSettings[servers=" + servers + ", topic=" + topic + ", properties="
                + new TreeMap<>(properties).keySet() + "]";
    }
}
