package dev.weekline.account;

import dev.weekline.account.TokenStock.Tokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The health of all tokens together, and how long the first of them will still last. */
@Context
final class TokenMeters {

    private static final Logger LOG = LoggerFactory.getLogger(TokenMeters.class);
    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    private final TokenStock stock;
    private final InstantSource time;
    private volatile List<Tokens> seen = List.of();

    TokenMeters(TokenStock stock, MeterRegistry meters, InstantSource time) {
        this.stock = stock;
        this.time = time;
        for (var state : TokenState.values()) {
            Gauge.builder("weekline.accounts.tokens", this, all -> all.count(state))
                    .description("Access tokens by their state")
                    .baseUnit("tokens")
                    .tag("state", state.word())
                    .register(meters);
        }
        Gauge.builder("weekline.accounts.tokens.left", this, TokenMeters::daysLeft)
                .description("Days until the first access token ends; not a number where none does")
                .baseUnit("days")
                .register(meters);
    }

    /** Begins to look; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.meters.every:1m}", initialDelay = "${weekline.meters.delay:15s}")
    void begin() {
        once().subscribe(_ -> {}, fault -> LOG.debug("Tokens could not be counted", fault));
    }

    Mono<List<Tokens>> once() {
        return stock.read().collectList().doOnNext(tokens -> seen = tokens);
    }

    private double count(TokenState state) {
        return seen.stream()
                .filter(tokens -> tokens.state().equals(state.word()))
                .mapToLong(Tokens::count)
                .sum();
    }

    private double daysLeft() {
        return seen.stream()
                .flatMap(tokens -> tokens.ends().stream())
                .min(Comparator.naturalOrder())
                .map(end -> Duration.between(time.instant(), end).toSeconds() / SECONDS_A_DAY)
                .orElse(Double.NaN);
    }
}
