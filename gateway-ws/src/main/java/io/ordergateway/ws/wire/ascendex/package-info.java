/**
 * AscendEX: cash and margin (v1), futures (v2), and the futures v1 that went before it. The venue's public clients withdrew
 * in the summer of 2026: every fact here stands in recorded frames and documents, none can be checked live. Section numbers
 * are those of the venue dossier.
 */
@NullMarked
package io.ordergateway.ws.wire.ascendex;

import org.jspecify.annotations.NullMarked;
