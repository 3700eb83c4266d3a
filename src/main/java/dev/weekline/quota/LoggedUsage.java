package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What Meta said of its limits with one answer, as it is stored. */
record LoggedUsage(
        UUID id,
        AccountId account,
        Instant at,
        String section,
        Usage usage,
        UsageReading reading,
        Optional<Reached> reached) {}
