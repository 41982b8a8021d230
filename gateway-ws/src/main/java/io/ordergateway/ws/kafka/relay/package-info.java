/** From the gateway's own log to Kafka. */
@NullMarked
package io.ordergateway.ws.kafka.relay;

import org.jspecify.annotations.NullMarked;
