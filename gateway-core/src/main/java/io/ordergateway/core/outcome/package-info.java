/** What happened, in order, for everyone who must know. */
@NullMarked
package io.ordergateway.core.outcome;

import org.jspecify.annotations.NullMarked;
