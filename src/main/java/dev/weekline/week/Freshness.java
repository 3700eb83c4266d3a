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

    /** When what was fetched at {@code fetchedAt} is usually due to be fetched again; {@link Instant#MAX} for never. */
    public Instant freshUntil(IsoWeek week, ZoneId zone, Instant fetchedAt) {
        return freshUntil(week, zone, fetchedAt, Calm.NONE, Stretch.NONE);
    }

    /**
     * When what was fetched at {@code fetchedAt} is due to be fetched again; {@link Instant#MAX} for never.
     *
     * @param calm lengthens the time of a settling week, though not beyond the moment it becomes final by more than its
     *     usual time
     * @param stretch lengthens what calm makes of it, and the time of an open week
     */
    public Instant freshUntil(IsoWeek week, ZoneId zone, Instant fetchedAt, Calm calm, Stretch stretch) {
        return switch (Maturity.of(week, zone, fetchedAt)) {
            case OPEN -> fetchedAt.plus(stretch.of(open));
            case SETTLING -> {
                var end = week.endsIn(zone);
                var usual = fetchedAt.isBefore(end.plus(earlyDays)) ? early : settling;
                var latest = Duration.between(
                        fetchedAt, end.plus(Maturity.SETTLES_WITHIN).plus(usual));
                yield fetchedAt.plus(stretch.of(shorter(usual.multipliedBy(calm.factor()), latest)));
            }
            case FINAL -> Instant.MAX;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
