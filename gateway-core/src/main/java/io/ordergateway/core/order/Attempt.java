package io.ordergateway.core.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One frame or HTTP request sent for a cancel. A snapshot: an attempt that was still unanswered when the result was made
 * has no verdict.
 *
 * @param path the way it took
 * @param sentAt when its first byte left, or {@code null} if none did
 * @param verdict what came of it, or {@code null} if nothing had
 */
public record Attempt(
        PathKind path, @Nullable Instant sentAt, @Nullable Verdict verdict) {}
