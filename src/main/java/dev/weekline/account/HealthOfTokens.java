package dev.weekline.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.account.TokenNode.TokenAnswer;
import dev.weekline.account.TokenNode.TokenAnswer.Accepted;
import dev.weekline.account.TokenNode.TokenAnswer.Refused;
import dev.weekline.account.TokenNode.TokenAnswer.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Moves tokens through their states, by what checks tell and by how calls go, and says so once for each change. */
@Singleton
class HealthOfTokens implements TokenWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HealthOfTokens.class);
    private static final int MOST_UNWELL = 10_000;

    /** After which what another replica may have found out is no longer relied on. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final HealthRows rows;
    private final TokenCipher cipher;
    private final MeterRegistry meters;
    private final InstantSource time;

    /** Tokens that are known to be dead or at rest, by their marks, so that healthy ones cost nothing to watch. */
    private final Cache<String, TokenState> unwell = Caffeine.newBuilder()
            .maximumSize(MOST_UNWELL)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();

    HealthOfTokens(HealthRows rows, TokenCipher cipher, MeterRegistry meters, InstantSource time) {
        this.rows = rows;
        this.cipher = cipher;
        this.meters = meters;
        this.time = time;
    }

    @Override
    public void refused(AccessToken token, TokenState state, String why) {
        var mark = token.mark();
        if (state == unwell.getIfPresent(mark)) {
            return;
        }
        unwell.put(mark, state);
        rows.refused(cipher.fingerprints(token), state.word(), why, time.instant())
                .flatMap(id -> announce(id, state, Optional.of(why)))
                .subscribe(_ -> {}, fault -> {
                    unwell.invalidate(mark);
                    LOG.warn("That a token is {} could not be stored; the next call tells", state.word(), fault);
                });
    }

    @Override
    public void worked(AccessToken token) {
        if (unwell.estimatedSize() == 0 || unwell.asMap().remove(token.mark()) == null) {
            return;
        }
        rows.worked(cipher.fingerprints(token), time.instant())
                .flatMap(id -> announce(id, TokenState.HEALTHY, Optional.empty()))
                .subscribe(_ -> {}, fault -> LOG.warn("That a token works again could not be stored", fault));
    }

    /** One that was found to be unwell is watched, in case it works. */
    void found(Credential credential) {
        if (credential.isDead() || credential.state() == TokenState.RESTING) {
            unwell.put(credential.token().mark(), credential.state());
        }
    }

    /** Before Meta is asked about a stored token. */
    Mono<AskedToken> asking(TokenId id, AccessToken token) {
        return rows.health(id.value()).map(state -> new AskedToken(id, token, TokenState.named(state)));
    }

    /** Takes in what Meta said of it. */
    Mono<Void> told(AskedToken asked, TokenAnswer answer) {
        var id = asked.id();
        var now = time.instant();
        var jitter = ThreadLocalRandom.current().nextDouble();
        return switch (answer) {
            case Accepted accepted -> {
                var prognosis = Prognosis.of(accepted, now);
                yield rows.told(
                                id.value(),
                                now,
                                Prognosis.nextCheck(accepted, now, jitter),
                                accepted.expiresAt().orElse(null),
                                accepted.dataAccessExpiresAt().orElse(null))
                        .then(move(asked, prognosis));
            }
            case Refused refused ->
                rows.toldOff(id.value(), now, now.plus(Prognosis.usually(jitter)))
                        .then(move(
                                asked, new Prognosis(refused.state(), Optional.empty(), Optional.of(refused.why()))));
            case Unavailable _ -> Mono.empty();
        };
    }

    private Mono<Void> move(AskedToken asked, Prognosis prognosis) {
        var id = asked.id();
        var now = time.instant();
        return rows.move(
                        id.value(),
                        asked.before().word(),
                        prognosis.state().word(),
                        prognosis.why().orElse(null),
                        prognosis.daysTold().map(Integer::shortValue).orElse(null),
                        now,
                        now.minus(Credential.REST))
                .filter(moved -> moved > 0)
                // The next refusal is news again.
                .doOnNext(_ -> unwell.invalidate(asked.token().mark()))
                .flatMap(_ -> announce(id.value(), prognosis.state(), prognosis.why()))
                .then();
    }

    private Mono<String> announce(String tokenId, TokenState state, Optional<String> why) {
        Counter.builder("weekline.accounts.tokens.moved")
                .description("Access tokens that came into a state, on this replica")
                .tag("state", state.word())
                .register(meters)
                .increment();
        return rows.accounts(tokenId).doOnNext(accounts -> {
            if (state == TokenState.HEALTHY) {
                LOG.info("The access token of {} is healthy", accounts);
            } else {
                LOG.warn("The access token of {} is {}: {}", accounts, state.word(), why.orElse(""));
            }
        });
    }
}
