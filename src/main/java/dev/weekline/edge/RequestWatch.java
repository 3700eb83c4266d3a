package dev.weekline.edge;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.TimeUnit;

/** Measures every request that comes as far as our routes, and has a line of it written. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class RequestWatch implements Ordered {

    private static final String BEGUN = "dev.weekline.begun";

    private final RequestMeters meters;
    private final RequestLines lines;

    RequestWatch(RequestMeters meters, RequestLines lines) {
        this.meters = meters;
        this.lines = lines;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGUN, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        var took = request.removeAttribute(BEGUN, Long.class).map(begun -> System.nanoTime() - begun);
        if (took.isPresent()) {
            var route = BasicHttpAttributes.getUriTemplate(request).orElse(RequestMeters.NO_ROUTE);
            meters.timer(request.getMethodName(), route, response.code()).record(took.get(), TimeUnit.NANOSECONDS);
            lines.add(AnsweredRequest.of(request, response.code(), took.get()));
        }
    }

    /** Within the filter that settles the id, around all others. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}
