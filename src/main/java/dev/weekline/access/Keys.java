package dev.weekline.access;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import reactor.core.publisher.Mono;

/** The keys that were made here. */
@Singleton
class Keys extends Remembered {

    private final KeyRows rows;

    Keys(KeyRows rows, AccessSettings settings, InstantSource time) {
        super(settings, time);
        this.rows = rows;
    }

    @Override
    Mono<Pass> look(KeyDigest digest) {
        return rows.find(digest).filter(key -> key.revokedAt().isEmpty()).map(ApiKey::pass);
    }
}
