package io.ordergateway.it.house;

import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule of the house together with a violation of it. A rule that has never been seen red may be looking at nothing.
 *
 * @param rule holds for the house
 * @param plantedIn the package of the planted class
 * @param planted a class named {@code Planted} that breaks the rule
 */
record HouseRule(String name, ArchRule rule, String plantedIn, String planted) {
    @Override
    public String toString() {
        return name;
    }
}
