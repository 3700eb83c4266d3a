package dev.weekline.account;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Asks Meta about every token once a day, each at its own moment and on one replica. */
@Singleton
class TokenCheck {

    private static final Logger LOG = LoggerFactory.getLogger(TokenCheck.class);

    /** One that could not be checked comes again after that. */
    private static final Duration TRIED_AGAIN_AFTER = Duration.ofHours(1);

    /** Of one tick; the rest waits for the next. */
    private static final int MOST = 10;

    private final HealthRows rows;
    private final TokenCipher cipher;
    private final TokenNode node;
    private final HealthOfTokens health;
    private final InstantSource time;
    private final AtomicBoolean looking = new AtomicBoolean();

    TokenCheck(HealthRows rows, TokenCipher cipher, TokenNode node, HealthOfTokens health, InstantSource time) {
        this.rows = rows;
        this.cipher = cipher;
        this.node = node;
        this.health = health;
        this.time = time;
    }

    /** Begins to check the tokens that are due; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.accounts.check-every:1m}", initialDelay = "${weekline.accounts.check-every:1m}")
    void begin() {
        if (looking.compareAndSet(false, true)) {
            once().doFinally(_ -> looking.set(false))
                    .subscribe(
                            checked -> LOG.debug("Checked {} tokens", checked),
                            fault -> LOG.warn("Checking the tokens failed; it is tried again", fault));
        }
    }

    /** Checks the tokens that are due, one after the other, and answers how many they were. */
    Mono<Long> once() {
        return Mono.defer(() -> rows.claimDue(time.instant(), time.instant().plus(TRIED_AGAIN_AFTER)))
                .flatMap(row -> check(row).thenReturn(1L))
                .repeat(MOST - 1)
                .count();
    }

    private Mono<Void> check(HealthRow row) {
        var accountId = row.accountId();
        if (accountId == null) {
            return Mono.empty();
        }
        var id = new TokenId(row.tokenId());
        return Mono.fromCallable(() -> cipher.decrypt(id, row.encryptedToken(), row.keyId()))
                .flatMap(token -> node.ask(new AccountId(accountId), token, false)
                        .flatMap(answer ->
                                health.told(new AskedToken(id, token, TokenState.named(row.health())), answer)))
                .onErrorResume(UnreadableTokenException.class, unreadable -> {
                    LOG.warn("The access token of {} cannot be read: {}", accountId, unreadable.getMessage());
                    return Mono.empty();
                });
    }
}
