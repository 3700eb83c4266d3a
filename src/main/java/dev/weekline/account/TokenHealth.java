package dev.weekline.account;

import java.time.Instant;
import java.util.Optional;

/**
 * The health of a token, as far as Meta has told it.
 *
 * @param since when it came into this state
 * @param why what is wrong and what to do; empty while nothing is
 * @param expiresAt when it stops working; empty where it does not, or Meta has not been asked yet
 * @param dataAccessExpiresAt when it stops opening data unless its owner grants that again
 * @param checkedAt when Meta was last asked about it
 */
record TokenHealth(
        TokenState state,
        Optional<Instant> since,
        Optional<String> why,
        Optional<Instant> expiresAt,
        Optional<Instant> dataAccessExpiresAt,
        Optional<Instant> checkedAt) {}
