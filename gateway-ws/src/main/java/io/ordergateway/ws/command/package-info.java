/** What people ask on the command line: the outcomes as they come, one order's story, what a configuration would open, and tokens. */
@NullMarked
package io.ordergateway.ws.command;

import org.jspecify.annotations.NullMarked;
