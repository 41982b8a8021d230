package io.ordergateway.ws.sim.hashkey.fault;

import static io.ordergateway.ws.sim.hashkey.fault.Course.CANCELS;
import static io.ordergateway.ws.sim.hashkey.fault.Course.NOTHING;
import static io.ordergateway.ws.sim.hashkey.fault.FaultAnswer.error;
import static io.ordergateway.ws.sim.hashkey.fault.FaultAnswer.gone;
import static io.ordergateway.ws.sim.hashkey.fault.FaultAnswer.page;
import static io.ordergateway.ws.sim.hashkey.fault.FaultAnswer.plain;
import static io.ordergateway.ws.sim.hashkey.fault.FaultAnswer.says;

import io.ordergateway.ws.sim.hashkey.fault.FaultAnswer.Kind;

/**
 * One way for the venue to treat a request to cancel, of one order or of several: a batch draws one for all its orders.
 * {@code AFTER} says that the cancel was executed all the same; without it nothing was done. Numbers are those of section 7.
 * The faults that begin with {@code GONE} choose what is said of an order that is not open any more, and leave other requests
 * alone, as do the {@code SAYS} where a body shows no status.
 */
public enum HashKeyFault {
    /** No fault: in a script, lets one request through. */
    NONE(plain(Kind.TRUE), CANCELS),

    SILENT(plain(Kind.SILENCE), NOTHING),
    SILENT_AFTER(plain(Kind.SILENCE), CANCELS),
    CUT_BEFORE(plain(Kind.CUT), NOTHING),
    CUT_AFTER(plain(Kind.CUT), CANCELS),
    HALF_ANSWER_AFTER(plain(Kind.HALF), CANCELS),
    LATE_AFTER(plain(Kind.LATE), CANCELS),

    HTTP_403(page(403, "Forbidden"), NOTHING),
    HTTP_500(page(500, "Internal Server Error"), NOTHING),
    HTTP_500_AFTER(page(500, "Internal Server Error"), CANCELS),
    HTTP_502(page(502, "Bad Gateway"), NOTHING),
    HTTP_502_AFTER(page(502, "Bad Gateway"), CANCELS),
    HTTP_504(page(504, "Gateway Time-out"), NOTHING),
    HTTP_504_AFTER(page(504, "Gateway Time-out"), CANCELS),
    /** What an unknown path is answered with (section 3.2), where the path is right. */
    HTML_404(new FaultAnswer(Kind.PAGE_AS_JSON, 404, "Not Found"), NOTHING),
    HTML_200_AFTER(new FaultAnswer(Kind.PAGE_AS_JSON, 200, "OK"), CANCELS),

    HTTP_429(page(429, "Too Many Requests"), NOTHING),
    HTTP_429_RETRY_AFTER(new FaultAnswer(Kind.PAGE_WITH_HINT, 429, "Too Many Requests"), NOTHING),
    HTTP_418(page(418, "I'm a teapot"), NOTHING),
    HTTP_418_RETRY_AFTER(new FaultAnswer(Kind.PAGE_WITH_HINT, 418, "I'm a teapot"), NOTHING),
    LIMIT_0003(error("0003"), NOTHING),
    LIMIT_1015(error("-1015"), NOTHING),
    LIMIT_3145(error("-3145"), NOTHING),

    SIGNATURE_0001(error("0001"), NOTHING),
    SIGNATURE_0002(error("0002"), NOTHING),
    BAD_KEY_0102(error("0102"), NOTHING),
    EXPIRED_KEY_0103(error("0103"), NOTHING),
    BAD_ADDRESS_0202(error("0202"), NOTHING),
    UNAUTHORIZED_1002(error("-1002"), NOTHING),
    STALE_1021(error("-1021"), NOTHING),

    UNKNOWN_1000(error("-1000"), NOTHING),
    UNKNOWN_1000_AFTER(error("-1000"), CANCELS),
    INTERNAL_1001(error("-1001"), NOTHING),
    INTERNAL_1001_AFTER(error("-1001"), CANCELS),
    UNSURE_1006(error("-1006"), NOTHING),
    UNSURE_1006_AFTER(error("-1006"), CANCELS),
    TIMEOUT_1007(error("-1007"), NOTHING),
    TIMEOUT_1007_AFTER(error("-1007"), CANCELS),
    DUPLICATE_1024_AFTER(error("-1024"), CANCELS),
    OFFLINE_2001(error("-2001"), NOTHING),
    LOCKED_1144(error("-1144"), NOTHING),
    NOT_CANCELABLE_1145(error("-1145"), NOTHING),
    TIMED_OUT_1147(error("-1147"), NOTHING),
    TIMED_OUT_1147_AFTER(error("-1147"), CANCELS),
    FAILED_1150(error("-1150"), NOTHING),
    REJECTED_2011(error("-2011"), NOTHING),

    FILL_FIRST(Course.FILLED_FIRST),
    PART_FILL_FIRST(Course.PART_FILLED_FIRST),
    REJECT_FIRST(Course.REJECTED_FIRST),
    FILL_MEANWHILE(Course.FILLED_MEANWHILE),
    PART_FILL_MEANWHILE(Course.PART_FILLED_MEANWHILE),
    /** Accepted, and the order ends late. */
    END_LATE(Course.CANCELS_LATE),
    /** Accepted, and the order rests on. */
    IGNORED(Course.RESTS),

    /** The body says {@code CANCELED}, as the older pages have it (section 3.1), and it is true. */
    SAYS_CANCELED(says("CANCELED"), Course.CANCELS_AT_ONCE),
    SAYS_PENDING_CANCEL(says("PENDING_CANCEL"), CANCELS),
    /** The body says {@code CANCELED}, and the order rests on. */
    LIE(says("CANCELED"), Course.RESTS),
    /** The body says {@code CANCELED}, and the order is filled. */
    LIE_FILLED(says("CANCELED"), Course.FILLED_MEANWHILE),

    EVENT_TWICE(Telling.TWICE),
    EVENTS_REORDERED(Telling.REORDERED),
    EVENT_DROPPED(Telling.NEVER),
    EVENT_LATE(Telling.LATE),
    STREAM_CUT(Telling.CUT),
    LISTEN_KEY_EXPIRED(Telling.KEY_EXPIRED),

    GONE_0211(gone("0211"), CANCELS),
    GONE_0212(gone("0212"), CANCELS),
    GONE_1138(gone("-1138"), CANCELS),
    GONE_1139(gone("-1139"), CANCELS),
    GONE_1142(gone("-1142"), CANCELS),
    GONE_1143(gone("-1143"), CANCELS),
    GONE_ACCEPTED(plain(Kind.ACCEPTED_IF_GONE), CANCELS);

    private final Kind kind;
    private final int status;
    private final String text;
    private final Course course;
    private final Telling telling;

    HashKeyFault(FaultAnswer answer, Course course) {
        this(answer, course, Telling.ONCE);
    }

    HashKeyFault(Course course) {
        this(plain(Kind.TRUE), course, Telling.ONCE);
    }

    HashKeyFault(Telling telling) {
        this(plain(Kind.TRUE), CANCELS, telling);
    }

    HashKeyFault(FaultAnswer answer, Course course, Telling telling) {
        this.kind = answer.kind();
        this.status = answer.status();
        this.text = answer.text();
        this.course = course;
        this.telling = telling;
    }

    public FaultAnswer answer() {
        return new FaultAnswer(kind, status, text);
    }

    public Course course() {
        return course;
    }

    public Telling telling() {
        return telling;
    }
}
