package io.ordergateway.ws.store;

/** The file of the outcome log cannot be used. Names the file, what is wrong with it and what to do. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
