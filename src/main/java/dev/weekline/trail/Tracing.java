package dev.weekline.trail;

import io.micronaut.context.BeanProvider;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/**
 * Spans of the work. A span lies within the one that its pipeline carries. Work that several wait for has a trace of
 * its own, and is linked with the spans of all who wait. While tracing is off the work is left as it is.
 */
@io.micronaut.context.annotation.Context
public final class Tracing {

    private static final String NAME = "dev.weekline";
    private static final String REQUEST = "weekline.request";

    private final Optional<Tracer> tracer;

    /** The spans of work under way that others may wait for. */
    private final Map<Object, Span> shared = new ConcurrentHashMap<>();

    @Inject
    Tracing(TracingSwitch allowed, BeanProvider<OpenTelemetry> telemetry) {
        this(allowed.tracing() ? Optional.of(tracer(telemetry.get())) : Optional.empty());
    }

    /** OpenTelemetry reads files when its context is first asked for, which no request has to wait for. */
    private static Tracer tracer(OpenTelemetry telemetry) {
        var _ = Context.root();
        return telemetry.getTracer(NAME);
    }

    private Tracing(Optional<Tracer> tracer) {
        this.tracer = tracer;
    }

    /** One that leaves all work as it is. */
    public static Tracing off() {
        return new Tracing(Optional.empty());
    }

    /** Begins the span of a request that was sent to us; empty while tracing is off. The caller ends it. */
    public Optional<Span> request(String method, String id) {
        return tracer.map(spans -> spans.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .setAttribute(REQUEST, id)
                .startSpan());
    }

    /** Work that belongs to the span of a request. */
    public <T> Mono<T> of(Optional<Span> request, Mono<T> work) {
        return request.map(span -> work.contextWrite(
                        context -> context.put(Context.class, Context.root().with(span))))
                .orElse(work);
    }

    /** Work as a span of its own within the one that it belongs to. */
    public <T> Mono<T> within(String name, Map<String, String> about, Mono<T> work) {
        return tracer.map(spans -> Mono.deferContextual(context -> begun(spans, name, about, parent(context), work)))
                .orElse(work);
    }

    /**
     * Work that others may wait for, as a trace of its own.
     *
     * @param what the same for {@link #waitingFor}
     */
    public <T> Mono<T> apart(Object what, String name, Map<String, String> about, Mono<T> work) {
        return tracer.map(spans -> Mono.defer(() -> begun(spans, name, about, Context.root(), work, Optional.of(what))))
                .orElse(work);
    }

    /** Waiting for work that was begun by {@link #apart}, by whomever: both spans are linked with each other. */
    public <T> Mono<T> waitingFor(Object what, Mono<T> work) {
        return tracer.isEmpty()
                ? work
                : Mono.deferContextual(context -> work.doOnSubscribe(
                        _ -> link(Span.fromContext(parent(context)), Optional.ofNullable(shared.get(what)))));
    }

    private static void link(Span one, Optional<Span> other) {
        if (one.getSpanContext().isValid() && other.isPresent()) {
            one.addLink(other.get().getSpanContext());
            other.get().addLink(one.getSpanContext());
        }
    }

    private <T> Mono<T> begun(Tracer spans, String name, Map<String, String> about, Context parent, Mono<T> work) {
        return begun(spans, name, about, parent, work, Optional.empty());
    }

    private <T> Mono<T> begun(
            Tracer spans, String name, Map<String, String> about, Context parent, Mono<T> work, Optional<Object> what) {
        var builder = spans.spanBuilder(name).setParent(parent);
        about.forEach((mark, value) -> builder.setAttribute("weekline." + mark, value));
        var span = builder.startSpan();
        what.ifPresent(key -> shared.put(key, span));
        return work.doOnError(fault ->
                        span.setStatus(StatusCode.ERROR, fault.getClass().getSimpleName()))
                .doFinally(end -> {
                    what.ifPresent(key -> shared.remove(key, span));
                    if (end == SignalType.CANCEL) {
                        span.setAttribute("weekline.cancelled", true);
                    }
                    span.end();
                })
                .contextWrite(context -> context.put(Context.class, parent.with(span)));
    }

    private static Context parent(ContextView context) {
        return context.getOrDefault(Context.class, Context.root());
    }
}
