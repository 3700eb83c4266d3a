package dev.weekline.account;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Gives tokens that were stored before there were fingerprints theirs, and stores each of them once, after the start.
 */
@Singleton
class Fingerprinting {

    private static final Logger LOG = LoggerFactory.getLogger(Fingerprinting.class);

    private final TokenRows rows;
    private final Reencryption reencryption;

    Fingerprinting(TokenRows rows, Reencryption reencryption) {
        this.rows = rows;
        this.reencryption = reencryption;
    }

    @EventListener
    void onStart(ServerStartupEvent event) {
        run().subscribe(_ -> {}, fault -> LOG.warn("Tokens were not given fingerprints; the next start tries", fault));
    }

    /** Answers how many tokens were given one. */
    Mono<Long> run() {
        return rows.withoutFingerprint()
                .collectList()
                .flatMapIterable(tokens -> tokens)
                .concatMap(reencryption::renew)
                .map(Reencryption.Batch::renewed)
                .reduce(0L, Long::sum);
    }
}
