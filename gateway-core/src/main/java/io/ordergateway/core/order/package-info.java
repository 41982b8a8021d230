/** The words of the business: what a cancel is, and everything that may become of it. */
@NullMarked
package io.ordergateway.core.order;

import org.jspecify.annotations.NullMarked;
