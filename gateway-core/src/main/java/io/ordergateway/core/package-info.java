/** The API a strategy holds. */
@NullMarked
package io.ordergateway.core;

import org.jspecify.annotations.NullMarked;
