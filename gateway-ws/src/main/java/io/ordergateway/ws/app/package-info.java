/** Composition: all wiring by constructor, the configuration, and the commands of the runnable jar. */
@NullMarked
package io.ordergateway.ws.app;

import org.jspecify.annotations.NullMarked;
