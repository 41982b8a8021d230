package io.ordergateway.it.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {
    private static final JavaClasses HOUSE = Planting.house();

    static List<HouseRule> rules() {
        return HouseRules.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holds(HouseRule rule) {
        rule.rule().check(HOUSE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void turnsRedOnAPlantedViolation(HouseRule rule, @TempDir Path folder) {
        String source = "package " + rule.plantedIn() + "; " + rule.planted();

        List<String> found = violations(rule, Planting.plant(rule.plantedIn() + ".Planted", source, folder));
        if (found.isEmpty()) { // a ring takes the rest of the house to close
            found = violations(rule, Planting.houseWith(folder));
        }

        assertThat(found).anySatisfy(detail -> assertThat(detail).contains("Planted"));
    }

    private static List<String> violations(HouseRule rule, JavaClasses classes) {
        return rule.rule()
                .allowEmptyShould(true)
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    /** A new package is a decision about the house, to be made in {@link HouseRules#MAY_USE} as well. */
    @Test
    void thePackagesAreExactlyThese(@TempDir Path folder) {
        Planting.compile(
                "io.ordergateway.core.extra.Planted", "package io.ordergateway.core.extra; class Planted {}", folder);

        assertThat(packages(HOUSE)).isEqualTo(HouseRules.MAY_USE.keySet());
        assertThat(packages(Planting.houseWith(folder))).isNotEqualTo(HouseRules.MAY_USE.keySet());
    }

    private static Set<String> packages(JavaClasses house) {
        return house.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
