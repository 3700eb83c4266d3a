package dev.weekline.run;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One fetch of one week of one account.
 *
 * @param requestId the request that caused it, where one did
 * @param waited from being asked for until it had the right to fetch
 * @param startedAt when it began; figures are at least this recent
 * @param deadline it is over by then, one way or another
 */
public record Run(
        UUID id,
        AccountId account,
        IsoWeek week,
        Cause cause,
        Optional<String> requestId,
        Duration waited,
        Instant startedAt,
        Instant deadline) {}
