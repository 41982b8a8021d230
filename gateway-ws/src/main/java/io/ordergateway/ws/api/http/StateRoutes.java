package io.ordergateway.ws.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.timing.StageTimes;
import io.ordergateway.ws.api.message.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.reactivestreams.Publisher;

/** What operators look at: sessions and budgets, of the accounts that a client may see. */
public final class StateRoutes {
    private StateRoutes() {}

    public static List<Route> all() {
        return List.of(
                Route.of(HttpMethod.GET, "/v1/sessions", call -> show(call, StateRoutes::sessions)),
                Route.of(HttpMethod.GET, "/v1/budget", call -> show(call, StateRoutes::budgets)));
    }

    /** Writes what is seen of one account. */
    @FunctionalInterface
    private interface View {
        void write(JsonGenerator json, AccountHealth account) throws IOException;
    }

    private static Publisher<Void> show(ApiCall call, View view) {
        call.query().knows(Set.of());
        return call.answer(HttpResponseStatus.OK, accounts(call.gateway().accounts(), view));
    }

    private static Answer accounts(List<AccountHealth> accounts, View view) {
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("accounts");
            for (AccountHealth account : accounts) {
                json.writeStartObject();
                named(json, account.account());
                view.write(json, account);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private static void named(JsonGenerator json, Account account) throws IOException {
        json.writeStringField("account", account.name());
        json.writeStringField("venue", account.venue().name());
        json.writeStringField("category", word(account.category()));
    }

    private static void sessions(JsonGenerator json, AccountHealth account) throws IOException {
        json.writeStringField("level", word(account.level()));
        json.writeArrayFieldStart("warnings");
        for (String warning : account.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeNumberField("pending", account.pending());
        json.writeNumberField("inDoubt", account.inDoubt());
        json.writeArrayFieldStart("sessions");
        for (SessionHealth session : account.sessions()) {
            session(json, session);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("stages");
        for (StageTimes.Seen stage : account.stages()) {
            stage(json, stage);
        }
        json.writeEndArray();
    }

    private static void session(JsonGenerator json, SessionHealth session) throws IOException {
        json.writeStartObject();
        json.writeStringField("state", word(session.state()));
        json.writeNumberField("epoch", session.epoch());
        json.writeNumberField("inFlight", session.inFlight());
        json.writeStringField("trouble", session.trouble());
        SessionHealth.Counts counts = session.counts();
        json.writeNumberField("sent", counts.sent());
        json.writeNumberField("late", counts.late());
        json.writeNumberField("duplicate", counts.duplicate());
        json.writeNumberField("foreign", counts.foreign());
        json.writeNumberField("unreadable", counts.unreadable());
        json.writeEndObject();
    }

    private static void stage(JsonGenerator json, StageTimes.Seen stage) throws IOException {
        json.writeStartObject();
        json.writeStringField("stage", word(stage.stage()));
        json.writeNumberField("count", stage.count());
        json.writeNumberField("p50Nanos", stage.p50Nanos());
        json.writeNumberField("p99Nanos", stage.p99Nanos());
        json.writeNumberField("p999Nanos", stage.p999Nanos());
        json.writeNumberField("maxNanos", stage.maxNanos());
        json.writeArrayFieldStart("buckets");
        for (int i = 0; i < stage.buckets().size(); i++) {
            if (stage.buckets().get(i) > 0) {
                bucket(json, i, stage.buckets().get(i));
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** How many took so long; the last bucket has no end. */
    private static void bucket(JsonGenerator json, int at, long count) throws IOException {
        List<Long> bounds = StageTimes.BOUNDS_NANOS;
        json.writeStartObject();
        json.writeNumberField("fromNanos", at == 0 ? 0 : bounds.get(at - 1));
        if (at < bounds.size()) {
            json.writeNumberField("belowNanos", bounds.get(at));
        }
        json.writeNumberField("count", count);
        json.writeEndObject();
    }

    private static void budgets(JsonGenerator json, AccountHealth account) throws IOException {
        json.writeArrayFieldStart("budgets");
        for (RateBudget.Seen budget : account.budgets()) {
            json.writeStartObject();
            json.writeStringField("limit", budget.limit().name());
            json.writeNumberField("count", budget.limit().most());
            json.writeNumberField("windowMs", budget.limit().window().toMillis());
            json.writeNumberField("remaining", budget.remaining());
            json.writeNumberField("remainingForOthers", budget.remainingForOthers());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
