/** Which path a cancel takes. Pure functions over what the paths say of themselves. */
@NullMarked
package io.ordergateway.core.route;

import org.jspecify.annotations.NullMarked;
