/** The gateway in numbers: meters for any Micrometer registry, a page for Prometheus, and observations of single cancels. */
@NullMarked
package io.ordergateway.ws.metrics;

import org.jspecify.annotations.NullMarked;
