/** How long the stages of a cancel take: numbers, counted where they arise and read from anywhere. */
@NullMarked
package io.ordergateway.core.timing;

import org.jspecify.annotations.NullMarked;
