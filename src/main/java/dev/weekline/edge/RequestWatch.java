package dev.weekline.edge;

import dev.weekline.problem.RequestId;
import dev.weekline.trail.Tracing;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.TimeUnit;

/** Measures every request that comes as far as our routes, and has a line of it written. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class RequestWatch implements Ordered {

    private static final String BEGUN = "dev.weekline.begun";
    private static final int SERVER_ERROR = 500;

    private final RequestMeters meters;
    private final RequestLines lines;
    private final Tracing tracing;

    RequestWatch(RequestMeters meters, RequestLines lines, Tracing tracing) {
        this.meters = meters;
        this.lines = lines;
        this.tracing = tracing;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGUN, System.nanoTime());
        tracing.request(request.getMethodName(), RequestId.of(request))
                .ifPresent(span -> request.setAttribute(RequestTrail.SPAN, span));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        var took = request.removeAttribute(BEGUN, Long.class).map(begun -> System.nanoTime() - begun);
        if (took.isPresent()) {
            var route = BasicHttpAttributes.getUriTemplate(request).orElse(RequestMeters.NO_ROUTE);
            meters.timer(request.getMethodName(), route, response.code()).record(took.get(), TimeUnit.NANOSECONDS);
            request.getAttribute(RequestTrail.SPAN, Span.class).ifPresent(span -> end(span, request, route, response));
            lines.add(AnsweredRequest.of(request, response.code(), took.get()));
        }
    }

    private static void end(Span span, HttpRequest<?> request, String route, HttpResponse<?> response) {
        span.updateName(request.getMethodName() + " " + route)
                .setAttribute("http.request.method", request.getMethodName())
                .setAttribute("http.route", route)
                .setAttribute("http.response.status_code", response.code());
        if (response.code() >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** Within the filter that settles the id, around all others. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}
