package dev.weekline.work;

import java.time.Instant;
import java.util.Optional;

/**
 * The leases that are held now.
 *
 * @param weeks how many
 * @param oldest since when the first of them is held, by the database's clock
 */
public record LeasesHeld(long weeks, Optional<Instant> oldest) {}
