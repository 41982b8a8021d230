/** What one thread must find again, by its id or by its time, without an object for every entry. */
@NullMarked
package io.ordergateway.core.table;

import org.jspecify.annotations.NullMarked;
