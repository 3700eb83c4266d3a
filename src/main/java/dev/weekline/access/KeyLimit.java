package dev.weekline.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;

/** Keeps one caller from wearing this process out. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class KeyLimit implements Ordered {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    /** Probes need no key, so one that they send is not worn out by them. */
    private static final Set<String> OPEN = Set.of("/health", "/health/liveness", "/health/readiness", "/openapi.yaml");

    private static final int MOST_CALLERS = 10_000;

    private final AccessSettings settings;
    private final InstantSource time;

    /** The one that was seen longest ago makes room. */
    private final Cache<String, Bucket> requests =
            Caffeine.newBuilder().maximumSize(MOST_CALLERS).build();

    KeyLimit(AccessSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
    }

    @RequestFilter
    void take(HttpRequest<?> request) {
        if (OPEN.contains(request.getPath())) {
            return;
        }
        request.getUserPrincipal(Caller.class).ifPresent(this::take);
    }

    /** Counts a request of that caller, and ends it where there were too many. */
    void take(Caller caller) {
        var probe = requests.get(caller.name(), _ -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new ProblemException(
                            ProblemType.TOO_MANY_REQUESTS, "This key has sent too many requests in the last minute")
                    .withRetryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(settings.requestsPerMinute())
                        .refillGreedy(settings.requestsPerMinute(), PERIOD)
                        .build())
                .withCustomTimePrecision(new BucketTime(time))
                .build();
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
