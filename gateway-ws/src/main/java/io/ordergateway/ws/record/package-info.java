/** An outcome as a JSON record: the same in the log, in Kafka and on the command line. */
@NullMarked
package io.ordergateway.ws.record;

import org.jspecify.annotations.NullMarked;
