package io.ordergateway.ws.sim.book;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the account holds of each asset, more than any test spends. A contract without a slash moves no asset here. */
final class Funds {
    private static final BigDecimal START = new BigDecimal("1000000000");

    private final Map<String, BigDecimal> totals = new TreeMap<>();
    private final Map<String, BigDecimal> held = new TreeMap<>();

    /** An order changed: what it traded changes hands, what it still may trade is held back. */
    void apply(@Nullable SimOrder before, SimOrder after) {
        if (!after.symbol().contains("/")) {
            return;
        }
        BigDecimal tradedBefore = before == null ? BigDecimal.ZERO : before.filled();
        BigDecimal traded = after.filled().subtract(tradedBefore);
        BigDecimal paid = traded.multiply(after.price());
        boolean buys = after.side().equals("Buy");
        add(totals, base(after), buys ? traded : traded.negate());
        add(totals, quote(after), buys ? paid.negate() : paid);
        add(held, gives(after), holds(after));
        if (before != null) {
            add(held, gives(before), holds(before).negate());
        }
    }

    Balance of(String asset) {
        BigDecimal total = START.add(totals.getOrDefault(asset, BigDecimal.ZERO));
        return new Balance(asset, total, total.subtract(held.getOrDefault(asset, BigDecimal.ZERO)));
    }

    /** The base asset's and the quote asset's. */
    List<Balance> of(SimOrder order) {
        return order.symbol().contains("/") ? List.of(of(base(order)), of(quote(order))) : List.of();
    }

    List<Balance> all() {
        List<Balance> balances = new ArrayList<>();
        totals.keySet().forEach(asset -> balances.add(of(asset)));
        return balances;
    }

    private static void add(Map<String, BigDecimal> amounts, String asset, BigDecimal change) {
        amounts.merge(asset, change, BigDecimal::add);
    }

    private static String base(SimOrder order) {
        return order.symbol().substring(0, order.symbol().indexOf('/'));
    }

    private static String quote(SimOrder order) {
        return order.symbol().substring(order.symbol().indexOf('/') + 1);
    }

    private static String gives(SimOrder order) {
        return order.side().equals("Buy") ? quote(order) : base(order);
    }

    private static BigDecimal holds(SimOrder order) {
        if (!order.status().isOpen()) {
            return BigDecimal.ZERO;
        }
        BigDecimal rest = order.qty().subtract(order.filled());
        return order.side().equals("Buy") ? rest.multiply(order.price()) : rest;
    }
}
