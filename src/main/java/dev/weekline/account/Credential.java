package dev.weekline.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What opens an account.
 *
 * @param state how the token was doing when that was last known
 * @param since when it came into that state
 * @param why what is wrong with it and what to do; empty while nothing is
 */
public record Credential(AccessToken token, TokenState state, Optional<Instant> since, Optional<String> why) {

    /** For how long a token is not used after Meta has stopped its owner. */
    static final Duration REST = Duration.ofHours(24);

    /** Whether Meta is not to be asked with it now, whoever waits. */
    public boolean isResting(Instant now) {
        return state == TokenState.RESTING
                && since.filter(begun -> now.isBefore(begun.plus(REST))).isPresent();
    }

    /** Whether nothing is to be expected of it; somebody who waits may still try. */
    public boolean isDead() {
        return state == TokenState.DEAD;
    }
}
