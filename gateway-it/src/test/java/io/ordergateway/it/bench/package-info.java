/**
 * The benchmark: what a cancel costs through the gateway, through the clients a user would write by hand, and through a raw Netty
 * floor that does nothing but move the bytes, round by round against one venue in a process of its own. {@link
 * io.ordergateway.it.bench.BenchMain} runs it; the module's README says how.
 */
package io.ordergateway.it.bench;
