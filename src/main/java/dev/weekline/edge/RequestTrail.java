package dev.weekline.edge;

import dev.weekline.problem.RequestId;
import dev.weekline.trail.Tracing;
import dev.weekline.trail.Trail;
import io.micronaut.http.HttpRequest;
import io.opentelemetry.api.trace.Span;
import jakarta.inject.Singleton;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What is told of the work of a request belongs to the request: lines of the log, and spans. */
@Singleton
public final class RequestTrail {

    static final String SPAN = "dev.weekline.span";

    private final Tracing tracing;

    RequestTrail(Tracing tracing) {
        this.tracing = tracing;
    }

    /** The work of a request on a week of an account. */
    public <T> Mono<T> on(HttpRequest<?> request, Object account, Object week, Mono<T> work) {
        return tracing.of(
                request.getAttribute(SPAN, Span.class),
                Trail.of(account, week, Optional.of(RequestId.of(request))).on(work));
    }
}
