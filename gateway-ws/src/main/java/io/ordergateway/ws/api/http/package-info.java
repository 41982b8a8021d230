/** What the gateway does over HTTP: requests and answers, streams of outcomes, and what operators look at. */
@NullMarked
package io.ordergateway.ws.api.http;

import org.jspecify.annotations.NullMarked;
