/** What people are shown of an outcome log: the stream as it goes on, and the story of one order. */
@NullMarked
package io.ordergateway.ws.command;

import org.jspecify.annotations.NullMarked;
