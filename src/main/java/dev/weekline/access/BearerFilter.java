package dev.weekline.access;

import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Set;

/** Lets nobody in without a key, whether what they ask for exists or not, and no key too often. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class BearerFilter implements Ordered {

    private static final Set<String> OPEN = Set.of("/health", "/health/liveness", "/health/readiness", "/openapi.yaml");

    private final AdminKey key;
    private final KeyLimit limit;

    BearerFilter(AdminKey key, KeyLimit limit) {
        this.key = key;
        this.limit = limit;
    }

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (OPEN.contains(request.getPath())) {
            return;
        }
        if (!key.opens(request.getHeaders().get("Authorization"))) {
            throw new ProblemException(
                    ProblemType.UNAUTHORIZED, "Send a key that this service knows, as in: Authorization: Bearer <key>");
        }
        var wait = limit.take();
        if (wait.isPositive()) {
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS, "This key has sent too many requests in the last minute")
                    .withRetryAfter(wait);
        }
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }
}
