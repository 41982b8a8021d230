package io.ordergateway.ws.sim.socket;

/**
 * Which of the venue's WebSocket paths a session came by (section 1.2).
 *
 * @param v1 whether it is of the first generation, which decides what a login signs and which account is meant when
 *     none is named
 * @param open whether it is one of the paths without an account group, where nobody can log in
 */
public record Stream(boolean v1, boolean open) {}
