/** What the log knows, told to people. */
@NullMarked
package io.ordergateway.ws.story;

import org.jspecify.annotations.NullMarked;
