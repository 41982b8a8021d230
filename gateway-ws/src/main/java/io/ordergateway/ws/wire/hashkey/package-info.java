/** HashKey's dialect. Numbers in brackets are sections of the HashKey dossier. */
@NullMarked
package io.ordergateway.ws.wire.hashkey;

import org.jspecify.annotations.NullMarked;
