/** The outcome log in a file that outlives the process, and reading that file from another one. */
@NullMarked
package io.ordergateway.ws.store;

import org.jspecify.annotations.NullMarked;
