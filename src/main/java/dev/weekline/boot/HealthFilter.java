package dev.weekline.boot;

import dev.weekline.access.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.serde.annotation.Serdeable;
import reactor.core.publisher.Mono;

/**
 * Tells operators more than the bare status at {@code /health}. Probes, which show no key, cost no more than before.
 */
@ServerFilter("/health")
class HealthFilter {

    private final OperatorsHealth health;

    HealthFilter(OperatorsHealth health) {
        this.health = health;
    }

    /** The status with the details. */
    @Serdeable.Serializable
    record HealthView(String status, HealthDetails details) {}

    @ResponseFilter
    Mono<MutableHttpResponse<?>> tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var caller = request.getUserPrincipal(Caller.class).filter(OperatorsHealth::isFor);
        var result = response.getBody(HealthResult.class);
        return caller.isEmpty() || result.isEmpty()
                ? Mono.just(response)
                : health.read()
                        .<MutableHttpResponse<?>>map(details -> response.body(
                                new HealthView(result.get().getStatus().getName(), details)));
    }
}
