package io.ordergateway.ws.api.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.LeaseState;
import io.ordergateway.core.guard.SweepState;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What clients are told of dead-man leases and kill switches. */
public final class GuardAnswers {
    private GuardAnswers() {}

    /** What came of arming or disarming, in the dialect of a venue's socket. */
    public static Answer lease(String action, String id, GuardReply.OfLease reply) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("m", "lease");
            json.writeStringField("action", action);
            json.writeStringField("id", id);
            json.writeNumberField("code", 0);
            lease(json, reply.lease());
            kept(json, reply.kept());
            json.writeEndObject();
        };
    }

    /** All leases. */
    public static Answer leases(List<LeaseState> leases) {
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("leases");
            for (LeaseState lease : leases) {
                json.writeStartObject();
                json.writeStringField("client", lease.id().client());
                lease(json, lease);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private static void lease(JsonGenerator json, LeaseState lease) throws IOException {
        json.writeStringField("lease", lease.id().name());
        json.writeStringField("phase", word(lease.phase()));
        json.writeStringField("account", lease.terms().account());
        if (!lease.terms().symbols().isEmpty()) {
            json.writeArrayFieldStart("symbols");
            for (String symbol : lease.terms().symbols()) {
                json.writeString(symbol);
            }
            json.writeEndArray();
        }
        text(json, "strategy", lease.terms().strategy());
        json.writeNumberField("ttlMs", lease.terms().ttl().toMillis());
        json.writeBooleanField("rehearse", lease.terms().rehearsal());
        text(json, "armedAt", lease.armedAt());
        text(json, "firesAt", lease.firesAt());
        LeaseState.Course course = lease.course();
        if (course != null) {
            text(json, "cause", word(course.cause()));
            text(json, "firedAt", course.firedAt());
            text(json, "endedAt", course.endedAt());
            sweeps(json, course.sweeps());
            orders(json, "wouldCancel", course.wouldCancel());
        }
    }

    /** What came of latching or releasing a kill switch. */
    public static Answer killSwitch(GuardReply.OfSwitch reply) {
        return json -> {
            json.writeStartObject();
            killSwitch(json, reply.killSwitch());
            kept(json, reply.kept());
            json.writeEndObject();
        };
    }

    /** All kill switches that are latched. */
    public static Answer killSwitches(List<KillState> switches) {
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("latched");
            for (KillState latched : switches) {
                json.writeStartObject();
                killSwitch(json, latched);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        };
    }

    private static void killSwitch(JsonGenerator json, KillState latched) throws IOException {
        text(json, "account", latched.scope().account());
        text(json, "symbol", latched.scope().symbol());
        json.writeStringField("by", latched.by());
        json.writeStringField("reason", latched.reason());
        text(json, "latchedAt", latched.latchedAt());
        json.writeBooleanField("flat", latched.isFlat());
        sweeps(json, latched.sweeps());
    }

    private static void sweeps(JsonGenerator json, List<SweepState> sweeps) throws IOException {
        json.writeArrayFieldStart("sweeps");
        for (SweepState sweep : sweeps) {
            json.writeStartObject();
            json.writeStringField("account", sweep.account());
            text(json, "symbol", sweep.symbol());
            json.writeNumberField("tries", sweep.tries());
            json.writeNumberField("orders", sweep.orders());
            text(json, "flatSince", sweep.flatSince());
            text(json, "lookedAt", sweep.lookedAt());
            text(json, "obstacle", sweep.obstacle());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The orders that the venue lists as open. */
    public static Answer open(List<OpenOrder> orders) {
        return json -> {
            json.writeStartObject();
            json.writeNumberField("count", orders.size());
            orders(json, "orders", orders);
            json.writeEndObject();
        };
    }

    private static void orders(JsonGenerator json, String name, List<OpenOrder> orders) throws IOException {
        json.writeArrayFieldStart(name);
        for (OpenOrder open : orders) {
            json.writeStartObject();
            json.writeStringField("orderId", open.order().orderId());
            json.writeStringField("symbol", open.order().symbol());
            json.writeStringField("side", word(open.side()));
            json.writeBooleanField("rests", open.rests());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void kept(JsonGenerator json, GuardReply.Kept kept) throws IOException {
        json.writeBooleanField("survivesRestart", kept.survivesRestart());
        json.writeStringField("kept", kept.text());
    }

    /** Why a request to a guard was not done. */
    public static RequestFault fault(GuardReply.Refused refused) {
        HttpResponseStatus status = switch (refused.reason()) {
            case INVALID -> HttpResponseStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpResponseStatus.NOT_FOUND;
            case NOT_FLAT -> HttpResponseStatus.CONFLICT;
            case TOO_MANY, OVERLOADED -> HttpResponseStatus.TOO_MANY_REQUESTS;
            case SHUTTING_DOWN -> HttpResponseStatus.SERVICE_UNAVAILABLE;
        };
        return new RequestFault(status, refused.field(), refused.text());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
