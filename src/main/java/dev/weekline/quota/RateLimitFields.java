package dev.weekline.quota;

import dev.weekline.account.AccountId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The fields {@code RateLimit-Policy} and {@code RateLimit} of draft-ietf-httpapi-ratelimit-headers on every answer
 * that has cost units, or would have. There is a policy for the app and one for the account; both must allow a call.
 * {@code q} is what a full bucket holds and {@code w} the seconds it takes to fill, {@code r} is what is left and
 * {@code t} the seconds until it is full again.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public class RateLimitFields {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimitFields.class);
    private static final String ACCOUNT = "dev.weekline.quota.charged";
    private static final List<String> POLICIES = List.of("app", "account");
    private static final int MILLIS_A_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final TokenBuckets buckets;

    RateLimitFields(TokenBuckets buckets) {
        this.buckets = buckets;
    }

    /** The answer to this request costs units of that account, or would if there were any left. */
    public static void mark(HttpRequest<?> request, AccountId account) {
        request.setAttribute(ACCOUNT, account);
    }

    /**
     * Adds the fields where the request was marked; an answer that is ready is not held up for long, nor lost, for it.
     */
    @ResponseFilter
    Mono<MutableHttpResponse<?>> add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        return Mono.justOrEmpty(request.getAttribute(ACCOUNT, AccountId.class))
                .flatMap(account -> buckets.states(List.of(account)))
                .timeout(PATIENCE)
                .doOnNext(states -> response.header("RateLimit-Policy", listed(states, RateLimitFields::policy))
                        .header("RateLimit", listed(states, RateLimitFields::left)))
                .onErrorResume(fault -> {
                    LOG.debug("What is left of the quota is not said", fault);
                    return Mono.empty();
                })
                .then(Mono.just(response));
    }

    static String policy(BucketState state) {
        var size = state.bucket().size();
        return "q=%d;w=%d".formatted(size.burst(), seconds(size.timeToFill()));
    }

    static String left(BucketState state) {
        return "r=%d;t=%d".formatted(Math.max(0, state.left()), seconds(state.untilFull()));
    }

    private static String listed(List<BucketState> states, Function<BucketState, String> parameters) {
        var items = new ArrayList<String>();
        for (var i = 0; i < states.size(); i++) {
            items.add("\"" + POLICIES.get(i) + "\";" + parameters.apply(states.get(i)));
        }
        return String.join(", ", items);
    }

    private static long seconds(Duration duration) {
        return Math.ceilDiv(duration.toMillis(), MILLIS_A_SECOND);
    }
}
