/**
 * One venue connection as pure logic. Single-threaded; time comes in as an argument, in nanoseconds of a clock that only
 * goes forward.
 */
@NullMarked
package io.ordergateway.core.session;

import org.jspecify.annotations.NullMarked;
