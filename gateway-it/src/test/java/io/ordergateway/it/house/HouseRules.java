package io.ordergateway.it.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.ordergateway.core.order.Venue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;

/** The rules of the house, section 3 of the design, each with a violation of it. */
final class HouseRules {
    private static final String CORE = "io.ordergateway.core";
    private static final String WS = "io.ordergateway.ws";
    private static final String COINSWITCH = WS + ".sim.coinswitch";
    private static final int MAX_PARAMETERS = 7;

    /** Interfaces that may have one implementation: the edges of the core, and of a venue. */
    private static final List<String> PORTS = List.of(
            "CancelPath",
            "ListenKeys",
            "OrderQuery",
            "OrderStreamCodec",
            "OutcomeLog",
            "OutcomeStream",
            "RecordListener",
            "RelayCursor",
            "VenueCodec",
            "VenueDialect",
            "VenueKit",
            "VenueRest");

    /** What the package of a venue may use: no other venue's. */
    private static final List<String> VENUE = List.of(CORE + ".order", CORE + ".route", WS + ".wire", WS + ".kit");

    /** Every package, and the packages of ours it may use. */
    static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry(CORE, List.of(".order", ".session", ".route", ".outcome", ".timing", ".cancel")),
            Map.entry(CORE + ".order", List.of()),
            Map.entry(CORE + ".session", List.of(CORE + ".order")),
            Map.entry(CORE + ".route", List.of(CORE + ".order", CORE + ".session")),
            Map.entry(CORE + ".outcome", List.of(CORE + ".order")),
            Map.entry(CORE + ".timing", List.of()),
            Map.entry(CORE + ".table", List.of()),
            Map.entry(CORE + ".ledger", List.of(CORE + ".order", CORE + ".outcome", CORE + ".table", CORE + ".timing")),
            Map.entry(
                    CORE + ".cancel",
                    List.of(
                            CORE + ".order",
                            CORE + ".session",
                            CORE + ".route",
                            CORE + ".outcome",
                            CORE + ".ledger",
                            CORE + ".table",
                            CORE + ".timing")),
            Map.entry(CORE + ".guard", List.of(CORE + ".order", CORE + ".session", CORE + ".timing")),
            Map.entry(WS + ".wire", List.of(CORE + ".order")),
            Map.entry(WS + ".kit", List.of(CORE + ".order", CORE + ".route", WS + ".wire")),
            Map.entry(WS + ".wire.ascendex", VENUE),
            Map.entry(WS + ".wire.hashkey", VENUE),
            Map.entry(WS + ".wire.coinswitch", VENUE),
            Map.entry(WS + ".frame", List.of()),
            Map.entry(
                    WS + ".venue",
                    List.of(
                            CORE + ".order",
                            CORE + ".session",
                            CORE + ".route",
                            CORE + ".timing",
                            CORE + ".cancel",
                            WS + ".wire",
                            WS + ".kit",
                            WS + ".frame")),
            Map.entry(
                    WS + ".venue.rest",
                    List.of(
                            CORE + ".order",
                            CORE + ".session",
                            CORE + ".route",
                            CORE + ".timing",
                            CORE + ".cancel",
                            WS + ".wire",
                            WS + ".kit",
                            WS + ".venue")),
            Map.entry(
                    WS + ".venue.stream",
                    List.of(
                            CORE + ".order",
                            CORE + ".route",
                            CORE + ".session",
                            CORE + ".timing",
                            CORE + ".cancel",
                            WS + ".wire",
                            WS + ".frame",
                            WS + ".venue",
                            WS + ".venue.rest")),
            Map.entry(WS + ".record", List.of(CORE + ".order", CORE + ".outcome")),
            Map.entry(WS + ".store", List.of(CORE + ".order", CORE + ".outcome", WS + ".record")),
            Map.entry(
                    WS + ".command",
                    List.of(
                            CORE + ".order",
                            CORE + ".outcome",
                            WS + ".record",
                            WS + ".store",
                            WS + ".story",
                            WS + ".kafka",
                            WS + ".kafka.owner",
                            WS + ".api.client",
                            WS + ".command.remote")),
            Map.entry(
                    WS + ".command.remote",
                    List.of(CORE + ".order", CORE + ".outcome", WS + ".config", WS + ".record", WS + ".story")),
            Map.entry(WS + ".guard", List.of(CORE, CORE + ".order", CORE + ".guard", CORE + ".timing")),
            Map.entry(WS + ".kafka", List.of(CORE + ".order", CORE + ".outcome", WS + ".record")),
            Map.entry(WS + ".kafka.owner", List.of(CORE + ".order", CORE + ".outcome", WS + ".kafka")),
            Map.entry(WS + ".kafka.relay", List.of(CORE + ".outcome", WS + ".kafka", WS + ".kafka.owner")),
            Map.entry(WS + ".config", List.of()),
            Map.entry(WS + ".story", List.of(CORE + ".order", CORE + ".outcome")),
            Map.entry(
                    WS + ".api.message", List.of(CORE + ".order", CORE + ".outcome", CORE + ".guard", WS + ".record")),
            Map.entry(
                    WS + ".api.client",
                    List.of(CORE, CORE + ".order", CORE + ".outcome", WS + ".config", WS + ".api.message")),
            Map.entry(
                    WS + ".api.http",
                    List.of(
                            CORE,
                            CORE + ".order",
                            CORE + ".outcome",
                            CORE + ".guard",
                            CORE + ".route",
                            CORE + ".session",
                            CORE + ".timing",
                            WS + ".guard",
                            WS + ".metrics",
                            WS + ".record",
                            WS + ".story",
                            WS + ".api.client",
                            WS + ".api.message")),
            Map.entry(
                    WS + ".api.stream",
                    List.of(
                            CORE + ".order",
                            CORE + ".outcome",
                            CORE + ".guard",
                            WS + ".guard",
                            WS + ".api.client",
                            WS + ".api.http",
                            WS + ".api.message")),
            Map.entry(
                    WS + ".api",
                    List.of(
                            CORE,
                            CORE + ".order",
                            WS + ".config",
                            WS + ".guard",
                            WS + ".metrics",
                            WS + ".api.client",
                            WS + ".api.http",
                            WS + ".api.message",
                            WS + ".api.stream")),
            Map.entry(
                    WS + ".metrics",
                    List.of(CORE, CORE + ".order", CORE + ".session", CORE + ".route", CORE + ".timing")),
            Map.entry(WS + ".sim.book", List.of()),
            Map.entry(WS + ".sim.fault", List.of()),
            Map.entry(WS + ".sim.http", List.of()),
            Map.entry(WS + ".sim.stage", List.of(CORE + ".order", WS + ".sim.fault", WS + ".sim.control")),
            Map.entry(WS + ".sim.control", List.of(WS + ".sim.fault", WS + ".sim.http")),
            Map.entry(WS + ".sim.door", List.of(WS + ".sim.book", WS + ".sim.fault")),
            Map.entry(WS + ".sim.shape", List.of(WS + ".sim.book", WS + ".sim.door")),
            Map.entry(
                    WS + ".sim.socket",
                    List.of(WS + ".sim.book", WS + ".sim.fault", WS + ".sim.door", WS + ".sim.shape")),
            Map.entry(
                    WS + ".sim.rest",
                    List.of(
                            WS + ".sim.book",
                            WS + ".sim.fault",
                            WS + ".sim.door",
                            WS + ".sim.shape",
                            WS + ".sim.socket",
                            WS + ".sim.http",
                            WS + ".sim.control")),
            Map.entry(COINSWITCH + ".book", List.of()),
            Map.entry(COINSWITCH + ".door", List.of(WS + ".sim.door", WS + ".sim.fault", COINSWITCH + ".book")),
            Map.entry(COINSWITCH + ".stream", List.of(COINSWITCH + ".book", COINSWITCH + ".door")),
            Map.entry(
                    COINSWITCH + ".rest",
                    List.of(
                            WS + ".sim.fault",
                            WS + ".sim.door",
                            WS + ".sim.control",
                            WS + ".sim.http",
                            COINSWITCH + ".book",
                            COINSWITCH + ".door",
                            COINSWITCH + ".stream")),
            Map.entry(
                    COINSWITCH,
                    List.of(
                            CORE + ".order",
                            WS + ".sim.stage",
                            WS + ".sim.control",
                            WS + ".sim.door",
                            WS + ".sim.fault",
                            WS + ".sim.http",
                            COINSWITCH + ".*")),
            Map.entry(WS + ".sim", List.of(CORE + ".order", WS + ".sim.*")),
            Map.entry(WS + ".demo", List.of(CORE, CORE + ".order", CORE + ".outcome", WS + ".sim.stage")),
            Map.entry(WS + ".sim.hashkey.book", List.of()),
            Map.entry(WS + ".sim.hashkey.fault", List.of()),
            Map.entry(
                    WS + ".sim.hashkey.door",
                    List.of(
                            WS + ".sim.http",
                            WS + ".sim.door",
                            WS + ".sim.fault",
                            WS + ".sim.hashkey.book",
                            WS + ".sim.hashkey.fault")),
            Map.entry(WS + ".sim.hashkey.shape", List.of(WS + ".sim.hashkey.book", WS + ".sim.hashkey.door")),
            Map.entry(
                    WS + ".sim.hashkey.stream",
                    List.of(
                            WS + ".sim.door",
                            WS + ".sim.hashkey.book",
                            WS + ".sim.hashkey.door",
                            WS + ".sim.hashkey.shape")),
            Map.entry(
                    WS + ".sim.hashkey.rest",
                    List.of(
                            WS + ".sim.http",
                            WS + ".sim.control",
                            WS + ".sim.door",
                            WS + ".sim.fault",
                            WS + ".sim.hashkey.book",
                            WS + ".sim.hashkey.fault",
                            WS + ".sim.hashkey.door",
                            WS + ".sim.hashkey.shape",
                            WS + ".sim.hashkey.stream")),
            Map.entry(
                    WS + ".sim.hashkey",
                    List.of(
                            CORE + ".order",
                            WS + ".sim.stage",
                            WS + ".sim.http",
                            WS + ".sim.control",
                            WS + ".sim.door",
                            WS + ".sim.fault",
                            WS + ".sim.hashkey.*")),
            Map.entry(WS + ".app", List.of(CORE + "..", WS + ".."))));

    private HouseRules() {}

    static List<HouseRule> all() {
        List<HouseRule> rules = new ArrayList<>();
        MAY_USE.forEach((from, to) -> {
            if (!from.equals(WS + ".app")) {
                rules.add(direction(from, to));
            }
        });
        rules.addAll(List.of(
                coreLibraries(),
                coreReadsNoClock(),
                sessionAndRouteArePlain(),
                wireKnowsNoChannel(),
                venuesAreNamedByTheAppOnly(),
                nobodyElseAsksWhichVenueItIs(),
                noRings(),
                nothingBlocks(),
                nothingPrints(),
                loggersAreConstants(),
                constructorsAreShort(),
                interfacesHaveTwoImplementations(),
                namesSayWhatThingsAre(),
                secretsHaveNoGeneratedToString()));
        return rules;
    }

    private static HouseRule direction(String from, List<String> to) {
        String[] allowed = to.stream()
                .map(name -> name.startsWith(".") ? CORE + name : name)
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> ours = resideInAnyPackage(CORE + "..", WS + "..");
        ArchRule rule = classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(not(ours).or(resideInAPackage(from)).or(resideInAnyPackage(allowed)));
        String planted = from.startsWith(CORE)
                ? "class Planted { io.ordergateway.ws.wire.VenueFrame upward; }"
                : "class Planted { io.ordergateway.ws.app.GatewayConfig upward; }";
        return new HouseRule(
                from.replace("io.ordergateway.", "") + " uses only what lies below it", rule, from, planted);
    }

    private static HouseRule coreLibraries() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage(CORE + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CORE + "..",
                        "java..",
                        "reactor.core..",
                        "reactor.util..",
                        "org.reactivestreams..",
                        "org.slf4j..",
                        "org.jspecify..");
        return new HouseRule(
                "the core uses the JDK, Reactor and the logging face only",
                rule,
                CORE + ".cancel",
                "class Planted { com.fasterxml.jackson.databind.JsonNode json; }");
    }

    private static HouseRule coreReadsNoClock() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(CORE + "..")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class);
        return new HouseRule(
                "the core is told the time",
                rule,
                CORE + ".cancel",
                "class Planted { java.time.Instant at = java.time.Instant.now(); }");
    }

    private static HouseRule sessionAndRouteArePlain() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(CORE + ".session", CORE + ".route")
                .should()
                .dependOnClassesThat(resideInAnyPackage("reactor..", "org.reactivestreams..", "java.util.concurrent..")
                        .or(assignableTo(Executor.class))
                        .or(assignableTo(Thread.class)));
        return new HouseRule(
                "session and route know no thread, no executor and no Reactor",
                rule,
                CORE + ".session",
                "class Planted { reactor.core.publisher.Mono<String> later; }");
    }

    private static HouseRule wireKnowsNoChannel() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(WS + ".wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.netty.channel..", "io.netty.handler..", "reactor..");
        return new HouseRule(
                "wire is pure: no channel, no Reactor",
                rule,
                WS + ".wire",
                "class Planted { io.netty.channel.Channel channel; }");
    }

    private static HouseRule venuesAreNamedByTheAppOnly() {
        DescribedPredicate<JavaClass> ofOneVenue = resideInAnyPackage(WS + ".wire.*", WS + ".sim", WS + ".sim.*..")
                .and(not(resideInAPackage(WS + ".sim.stage")));
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(WS + ".wire.*", WS + ".sim..")
                .and()
                .doNotHaveFullyQualifiedName(WS + ".app.Venues")
                .should()
                .dependOnClassesThat(ofOneVenue);
        return new HouseRule(
                "only one class of the app names what is a venue's own",
                rule,
                WS + ".app",
                "class Planted { io.ordergateway.ws.wire.ascendex.AscendexCodec codec; }");
    }

    private static HouseRule nobodyElseAsksWhichVenueItIs() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(WS + ".wire.*", WS + ".app", CORE + ".order")
                .should(new ArchCondition<>("name a venue") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getFieldAccessesFromSelf().stream()
                                .filter(access -> access.getTargetOwner().isEquivalentTo(Venue.class))
                                .forEach(access ->
                                        events.add(SimpleConditionEvent.satisfied(access, access.getDescription())));
                    }
                });
        return new HouseRule(
                "only venues and the wiring say which venue it is",
                rule,
                WS + ".venue",
                "class Planted { Object venue = io.ordergateway.core.order.Venue.HASHKEY; }");
    }

    private static HouseRule noRings() {
        ArchRule rule = slices().matching("io.ordergateway.(**)").should().beFreeOfCycles();
        return new HouseRule(
                "there are no rings between packages",
                rule,
                CORE + ".order",
                "class Planted { io.ordergateway.core.outcome.Position ring; }");
    }

    private static HouseRule nothingBlocks() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(WS + ".app", WS + ".command", WS + ".demo", WS + ".sim..")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethodWhere(
                        target(nameMatching("block(First|Last|Optional)?|awaitUninterruptibly|syncUninterruptibly")));
        return new HouseRule(
                "nothing blocks but commands, wiring and the simulated venues",
                rule,
                WS + ".venue",
                "class Planted { Object now(reactor.core.publisher.Mono<?> later) { return later.block(); } }");
    }

    private static HouseRule nothingPrints() {
        ArchRule rule = noClasses()
                .that()
                .doNotHaveSimpleName("GatewayMain")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..");
        return new HouseRule(
                "nothing prints but the command line",
                rule,
                WS + ".venue",
                "class Planted { void hello() { System.out.println(); } }");
    }

    private static HouseRule loggersAreConstants() {
        ArchRule rule = fields().that()
                .haveRawType(Logger.class)
                .should()
                .bePrivate()
                .andShould()
                .beStatic()
                .andShould()
                .beFinal();
        return new HouseRule(
                "loggers are private constants", rule, WS + ".venue", "class Planted { org.slf4j.Logger log; }");
    }

    private static HouseRule constructorsAreShort() {
        ArchRule rule = constructors().should(new ArchCondition<>("have at most " + MAX_PARAMETERS + " parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().size();
                events.add(new SimpleConditionEvent(
                        constructor, count <= MAX_PARAMETERS, constructor.getFullName() + " has " + count));
            }
        });
        return new HouseRule(
                "constructors have at most " + MAX_PARAMETERS + " parameters",
                rule,
                CORE + ".order",
                "record Planted(int a, int b, int c, int d, int e, int f, int g, int h) {}");
    }

    private static HouseRule interfacesHaveTwoImplementations() {
        ArchRule rule = classes()
                .that()
                .areInterfaces()
                .and(DescribedPredicate.describe("are not ports", type -> !PORTS.contains(type.getSimpleName())))
                .should(new ArchCondition<>("not stand before one class") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        long classes = type.getAllSubclasses().stream()
                                .filter(subtype -> !subtype.isInterface())
                                .count();
                        events.add(new SimpleConditionEvent(
                                type, classes != 1, type.getName() + " has " + classes + " implementation(s)"));
                    }
                });
        return new HouseRule(
                "no interface stands before one class, but for the ports",
                rule,
                CORE + ".route",
                "interface Planted { class Only implements Planted {} }");
    }

    private static HouseRule namesSayWhatThingsAre() {
        ArchRule rule = noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)(\\$.*)?")
                .orShould()
                .resideInAnyPackage("..common..", "..util..", "..impl..", "..manager..", "..helper..");
        return new HouseRule(
                "no name says util, helper, manager or impl",
                rule,
                CORE + ".order",
                "class Planted { static class OrderUtil {} }");
    }

    private static HouseRule secretsHaveNoGeneratedToString() {
        ArchRule rule = noClasses()
                .that()
                .haveSimpleNameContaining("Secret")
                .or()
                .haveSimpleNameContaining("Credentials")
                .or()
                .haveSimpleNameContaining("Signer")
                .should()
                .beRecords();
        return new HouseRule(
                "what holds a secret is not a record",
                rule,
                WS + ".wire",
                "class Planted { record PlantedSecret(String secret) {} }");
    }
}
