package io.ordergateway.ws.sim.door;

/**
 * The one account of a simulated venue.
 *
 * @param key the API key
 * @param secret the API secret
 * @param group the path element of the account's private endpoints; 0 is legal (section 1.3)
 * @param userUid part of every order id (section 8.2)
 */
public record SimAccount(String key, String secret, int group, String userUid) {
    /** Without the secret. */
    @Override
    public String toString() {
        return "SimAccount[key=" + key + ", group=" + group + "]";
    }
}
