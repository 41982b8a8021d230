package io.ordergateway.ws.command.remote;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.ws.command.remote.EventReader.Event;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.record.UnreadableRecord;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * The outcomes of a gateway over the network. Once the stream has begun, a connection that is lost is opened again, behind
 * the last outcome that came. For one subscriber.
 */
public final class RemoteOutcomes {
    /** A gateway says every 15 s that it is there; without a word for so long it is not. */
    static final Duration SILENCE = Duration.ofSeconds(45);

    private static final Duration TRY_AFTER = Duration.ofMillis(250);
    private static final Duration TRY_EVERY = Duration.ofSeconds(5);
    private static final int OK = 200;

    /** What is said by a gateway that has not yet noticed that a connection is gone, or by who stands before one. */
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    private final RemoteGateway gateway;
    private final RemotePath path;
    private final Consumer<String> progress;
    private volatile @Nullable Long last;
    private volatile boolean begun;
    private volatile boolean lost;

    /**
     * A stream that nobody has subscribed to.
     *
     * @param from earliest, latest, or a position
     * @param progress told in a sentence when the connection is lost, and when it is there again
     */
    public RemoteOutcomes(RemoteGateway gateway, String from, OutcomeFilter filter, Consumer<String> progress) {
        this.gateway = gateway;
        this.path = new RemotePath("/v1/outcomes")
                .with("from", from)
                .with("account", filter.account())
                .with("symbol", filter.symbol())
                .with("ends", filter.ends() ? "true" : null);
        this.progress = progress;
    }

    /** Without an end; an error is a {@link RemoteFault}. */
    public Flux<Outcome> outcomes() {
        return Flux.defer(this::connection)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, TRY_AFTER)
                        .maxBackoff(TRY_EVERY)
                        .transientErrors(true)
                        .filter(this::passes)
                        .doBeforeRetry(signal -> lost(signal.failure())));
    }

    private boolean passes(Throwable fault) {
        return begun && fault instanceof RemoteFault known && known.isCutOff();
    }

    private void lost(Throwable fault) {
        if (!lost) {
            lost = true;
            progress.accept(fault.getMessage() + "; trying again until it is there");
        }
    }

    private Flux<Outcome> connection() {
        HttpRequest.Builder request = gateway.request(path);
        Long seen = last;
        if (seen != null) {
            request.header("Last-Event-ID", seen.toString());
        }
        return Mono.fromFuture(() -> gateway.send(request.build(), this::body))
                .timeout(RemoteGateway.ANSWER_WITHIN)
                .flatMapMany(response -> events(response.body()))
                .onErrorMap(this::fault);
    }

    private BodySubscriber<Flow.Publisher<List<ByteBuffer>>> body(ResponseInfo response) {
        if (response.statusCode() == OK) {
            return BodySubscribers.ofPublisher();
        }
        return BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), problem -> {
            throw no(response.statusCode(), problem);
        });
    }

    private RemoteFault fault(Throwable fault) {
        Throwable bare = Exceptions.unwrap(fault);
        while (bare instanceof CompletionException && bare.getCause() != null) {
            bare = bare.getCause();
        }
        if (bare instanceof RemoteFault known) {
            return known;
        }
        if (bare instanceof UnreadableRecord) {
            return RemoteFault.said(gateway + " sent what is no outcome: " + bare.getMessage());
        }
        boolean isCut = begun && (bare instanceof IOException || bare instanceof TimeoutException);
        return isCut ? RemoteFault.cutOff("the connection to " + gateway + " is lost") : gateway.fault(bare);
    }

    private Flux<Outcome> events(Flow.Publisher<List<ByteBuffer>> bytes) {
        connected();
        EventReader reader = new EventReader();
        return JdkFlowAdapter.flowPublisherToFlux(bytes)
                .timeout(SILENCE)
                .concatMapIterable(parts -> read(reader, parts))
                .concatWith(Flux.error(() -> new IOException("the gateway has ended the stream")))
                .map(this::outcome)
                .doOnNext(outcome -> last = outcome.position());
    }

    private void connected() {
        begun = true;
        if (lost) {
            lost = false;
            progress.accept(
                    last == null
                            ? "connected again; what happened meanwhile, if anything did, was missed: nothing had come before"
                            : "connected again, behind position " + last);
        }
    }

    private static List<Event> read(EventReader reader, List<ByteBuffer> parts) {
        try {
            return reader.read(parts);
        } catch (IOException e) {
            throw Exceptions.propagate(e);
        }
    }

    private Outcome outcome(Event event) {
        if (event.name().equals("outcome")) {
            return OutcomeJson.read(event.data());
        }
        throw no(RemoteGateway.statusOf(event.data()), event.data());
    }

    private RemoteFault no(int status, String problem) {
        RemoteFault no = gateway.fault(status, problem);
        return LATER.contains(status) ? no.forNow() : no;
    }
}
