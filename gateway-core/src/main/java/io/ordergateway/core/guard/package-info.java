/** What guards an account's orders when nobody does: leases that fire, and kill switches that stay. Decides only; told the time. */
@NullMarked
package io.ordergateway.core.guard;

import org.jspecify.annotations.NullMarked;
