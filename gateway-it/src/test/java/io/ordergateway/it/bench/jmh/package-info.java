/** Single operations of a cancel's way, measured by JMH with its allocation profiler; the benchmark's report shows them. */
package io.ordergateway.it.bench.jmh;
