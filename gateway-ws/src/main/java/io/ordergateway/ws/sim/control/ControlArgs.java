package io.ordergateway.ws.sim.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what the control is told. Everything it does not understand is an error that says what to write. */
public final class ControlArgs {
    private static final Pattern DURATION = Pattern.compile("([+-]?\\d{1,9})(ms|s|m)");

    private final JsonNode args;

    /** Takes these members and no others. */
    ControlArgs(JsonNode args, String... known) {
        this.args = args;
        Set<String> strangers = new TreeSet<>();
        args.fieldNames().forEachRemaining(strangers::add);
        strangers.removeAll(Set.of(known));
        if (!strangers.isEmpty()) {
            String write = known.length == 0 ? "write none" : "write some of " + new TreeSet<>(Set.of(known));
            throw new BadArgument("unknown " + strangers + "; " + write);
        }
    }

    /** Something the control was told and does not understand. */
    public static final class BadArgument extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public BadArgument(String message) {
            super(message, null, false, false);
        }
    }

    public boolean has(String member) {
        return args.hasNonNull(member);
    }

    public String text(String member, String otherwise) {
        return has(member) ? args.get(member).asText() : otherwise;
    }

    public boolean flag(String member, boolean otherwise) {
        return switch (text(member, Boolean.toString(otherwise))) {
            case "true" -> true;
            case "false" -> false;
            default -> throw bad(member, "write true or false");
        };
    }

    public long number(String member, long otherwise, long min, long max) {
        try {
            long number = Long.parseLong(text(member, Long.toString(otherwise)));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw bad(member, "write " + min + " to " + max);
        }
        throw bad(member, "write " + min + " to " + max);
    }

    public double rate(String member) {
        try {
            double rate = Double.parseDouble(text(member, "none"));
            if (rate >= 0 && rate <= 1) {
                return rate;
            }
        } catch (NumberFormatException e) {
            throw bad(member, "write a probability from 0 to 1");
        }
        throw bad(member, "write a probability from 0 to 1");
    }

    /** More than zero. */
    public BigDecimal amount(String member, String otherwise) {
        try {
            BigDecimal amount = new BigDecimal(text(member, otherwise));
            if (amount.signum() > 0) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw bad(member, "write a number greater than 0");
        }
        throw bad(member, "write a number greater than 0");
    }

    /** Zero or more. */
    public Duration notNegative(String member, Duration otherwise) {
        Duration duration = duration(member, otherwise);
        if (duration.isNegative()) {
            throw bad(member, "write zero or more");
        }
        return duration;
    }

    public Duration duration(String member, Duration otherwise) {
        if (!has(member)) {
            return otherwise;
        }
        String text = text(member, "");
        Matcher plain = DURATION.matcher(text);
        try {
            if (!plain.matches()) {
                return Duration.parse(text);
            }
        } catch (DateTimeParseException e) {
            throw bad(member, "write a duration such as 500ms, 2s, 15m or PT0.5S");
        }
        long count = Long.parseLong(plain.group(1));
        return switch (plain.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    /** One of an enum's names, in any case. */
    public <E extends Enum<E>> E one(String member, Class<E> type, E otherwise) {
        return has(member) ? named(member, args.get(member).asText(), type) : otherwise;
    }

    /** A list of an enum's names; none when the member is missing. */
    public <E extends Enum<E>> List<E> some(String member, Class<E> type) {
        JsonNode list = args.path(member);
        if (has(member) && !list.isArray()) {
            throw bad(member, "write a list of names");
        }
        List<E> found = new ArrayList<>();
        list.forEach(name -> found.add(named(member, name.asText(), type)));
        return found;
    }

    /** An object; a missing node when the member is missing. */
    public JsonNode object(String member) {
        if (has(member) && !args.get(member).isObject()) {
            throw bad(member, "write an object");
        }
        return args.path(member);
    }

    /** What is wrong with a member, and what to write instead. */
    public BadArgument bad(String member, String write) {
        JsonNode value = args.path(member);
        String said = value.isMissingNode() || value.isNull() ? "missing" : value.toString();
        return new BadArgument(member + " is " + said + "; " + write);
    }

    /** One of an enum's names, in any case. */
    public static <E extends Enum<E>> E named(String member, String name, Class<E> type) {
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(constant -> constant.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new BadArgument(member + " is \"" + name + "\"; write one of "
                        + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
