package io.ordergateway.ws.kafka;

import io.ordergateway.core.outcome.Outcome;

/**
 * An outcome as it stands on Kafka. Which gateway and which {@linkplain Outcome#position() position} of its log name it for
 * good: whoever stores it under the two stores it once.
 *
 * @param gatewayId whose log it comes from
 * @param partition where it stands
 * @param offset where in the partition
 * @param partitions among how many partitions its own was chosen
 */
public record RelayedOutcome(Outcome outcome, String gatewayId, int partition, long offset, int partitions) {}
