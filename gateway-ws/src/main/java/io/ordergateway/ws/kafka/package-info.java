/** The outcome stream on Kafka: where it is, what a record of it looks like, and reading it back. */
@NullMarked
package io.ordergateway.ws.kafka;

import org.jspecify.annotations.NullMarked;
