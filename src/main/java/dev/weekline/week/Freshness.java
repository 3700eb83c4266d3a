package dev.weekline.week;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long what was fetched of a week may be served without asking Meta again.
 *
 * @param open for a week that has not ended
 * @param early for a week in the first days after its end
 * @param earlyDays how long after its end a week counts as early
 * @param settling for a week that still settles
 */
@ConfigurationProperties("weekline.freshness")
public record Freshness(
        @Bindable(defaultValue = "15m") @NotNull Duration open,
        @Bindable(defaultValue = "3h") @NotNull Duration early,
        @Bindable(defaultValue = "3d") @NotNull Duration earlyDays,
        @Bindable(defaultValue = "24h") @NotNull Duration settling) {

    /** The defaults of the design's table. */
    public static final Freshness DEFAULT =
            new Freshness(Duration.ofMinutes(15), Duration.ofHours(3), Duration.ofDays(3), Duration.ofHours(24));

    /** When what was fetched at {@code fetchedAt} is due to be fetched again; {@link Instant#MAX} for never. */
    public Instant freshUntil(IsoWeek week, ZoneId zone, Instant fetchedAt) {
        return switch (Maturity.of(week, zone, fetchedAt)) {
            case OPEN -> fetchedAt.plus(open);
            case SETTLING ->
                fetchedAt.isBefore(week.endsIn(zone).plus(earlyDays))
                        ? fetchedAt.plus(early)
                        : fetchedAt.plus(settling);
            case FINAL -> Instant.MAX;
        };
    }
}
