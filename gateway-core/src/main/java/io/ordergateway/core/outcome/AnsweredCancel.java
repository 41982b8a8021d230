package io.ordergateway.core.outcome;

import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;

/**
 * A cancel that an earlier process brought to its end: who repeats its id is told the same.
 *
 * @param result the newest that is recorded of it
 */
public record AnsweredCancel(CancelId cancelId, OrderRef order, CancelResult result) {}
