package io.ordergateway.core.outcome;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cancel that an earlier process accepted and did not bring to its end. Whether a frame of it left is not known for
 * certain even if none was recorded: frames do not wait for records.
 *
 * @param wish what was wanted, with its deadline as a moment
 * @param acceptedAt when it was taken on
 * @param told what its caller was told, if that is recorded: then it is an {@code Acknowledged} or an {@code Unknown}
 */
public record UnfinishedCancel(
        CancelOrder wish, Instant acceptedAt, @Nullable CancelResult told) {}
