package dev.weekline.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ends a stream of events when the key that opened it opens nothing any more; a stream may last for an hour. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StreamEnd implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEnd.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Keys keys;

    StreamEnd(Keys keys) {
        this.keys = keys;
    }

    @ResponseFilter
    void endWithTheKey(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var isStream = response.getContentType()
                .filter(type -> type.matches(MediaType.TEXT_EVENT_STREAM_TYPE))
                .isPresent();
        if (isStream && isOfOurKey(request) && response.body() instanceof Publisher<?> events) {
            KeyDigest.ofHeader(request.getHeaders().get("Authorization"))
                    .ifPresent(digest -> response.body(Flux.from(events).takeUntilOther(gone(digest))));
        }
    }

    private static boolean isOfOurKey(HttpRequest<?> request) {
        return request.getUserPrincipal(Caller.class).filter(Caller::isKey).isPresent();
    }

    private Mono<Boolean> gone(KeyDigest digest) {
        return Mono.delay(PAUSE)
                .then(Mono.defer(() -> isGood(digest)))
                .repeat()
                .filter(isGood -> !isGood)
                .next();
    }

    /** That nobody can be asked is no reason to end anything; {@link Keys} says how long that may last. */
    private Mono<Boolean> isGood(KeyDigest digest) {
        return keys.find(digest)
                .hasElement()
                .doOnError(fault -> LOG.debug("The key of a stream could not be confirmed", fault))
                .onErrorReturn(true);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
