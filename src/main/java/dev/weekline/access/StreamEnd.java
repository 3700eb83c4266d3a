package dev.weekline.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.time.Duration;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends a stream of events when the key or the session that opened it opens nothing any more; a stream may last for an
 * hour.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class StreamEnd implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEnd.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Keys keys;
    private final Sessions sessions;

    StreamEnd(Keys keys, Sessions sessions) {
        this.keys = keys;
        this.sessions = sessions;
    }

    @ResponseFilter
    void endWithTheKey(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var isStream = response.getContentType()
                .filter(type -> type.matches(MediaType.TEXT_EVENT_STREAM_TYPE))
                .isPresent();
        if (isStream && response.body() instanceof Publisher<?> events) {
            opener(request).ifPresent(opener -> response.body(Flux.from(events).takeUntilOther(gone(opener))));
        }
    }

    /** Finds who the key or the session belongs to; empty for what can't be taken away here. */
    private Optional<Mono<Caller>> opener(HttpRequest<?> request) {
        return SessionCookie.shown(request)
                .map(text -> sessions.find(sessions.digest(text)))
                .or(() -> isOfOurKey(request)
                        ? KeyDigest.ofHeader(request.getHeaders().get(HttpHeaders.AUTHORIZATION))
                                .map(keys::find)
                        : Optional.empty());
    }

    private static boolean isOfOurKey(HttpRequest<?> request) {
        return request.getUserPrincipal(Caller.class).filter(Caller::isKey).isPresent();
    }

    private static Mono<Boolean> gone(Mono<Caller> opener) {
        return Mono.delay(PAUSE)
                .then(Mono.defer(() -> isGood(opener)))
                .repeat()
                .filter(isGood -> !isGood)
                .next();
    }

    /** That nobody can be asked is no reason to end anything; {@link Remembered} says how long that may last. */
    private static Mono<Boolean> isGood(Mono<Caller> opener) {
        return opener.hasElement()
                .doOnError(fault -> LOG.debug("The key of a stream could not be confirmed", fault))
                .onErrorReturn(true);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
