/** What a person writes into a YAML file, and what is said when it is wrong. */
@NullMarked
package io.ordergateway.ws.config;

import org.jspecify.annotations.NullMarked;
