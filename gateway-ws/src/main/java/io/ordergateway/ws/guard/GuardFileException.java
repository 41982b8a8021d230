package io.ordergateway.ws.guard;

/** The file of the guards cannot be used. The message names it, what is wrong and what to do. */
public final class GuardFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GuardFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
