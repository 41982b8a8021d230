package io.ordergateway.ws.sim.book;

import java.math.BigDecimal;

/**
 * What the account holds of one asset.
 *
 * @param available the total less what open orders hold back
 */
public record Balance(String asset, BigDecimal total, BigDecimal available) {}
