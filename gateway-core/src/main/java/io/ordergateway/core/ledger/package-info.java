/** What was accepted, what was told, and what is still owed. */
@NullMarked
package io.ordergateway.core.ledger;

import org.jspecify.annotations.NullMarked;
