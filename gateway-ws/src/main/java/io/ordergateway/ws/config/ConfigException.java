package io.ordergateway.ws.config;

/** A configuration that cannot be used; the message names the key, its line where it has one, and what to write. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
