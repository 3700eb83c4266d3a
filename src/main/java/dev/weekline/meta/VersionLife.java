package dev.weekline.meta;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * How long the version of the Marketing API that we ask will still be answered. Meta names the day late, 90 days ahead
 * at least; until then a version is taken to live for a year from its release, as those before it have (changelog).
 */
@Context
final class VersionLife {

    private static final Map<String, LocalDate> ENDED = Map.of(
            "v22.0", LocalDate.of(2026, 2, 19),
            "v23.0", LocalDate.of(2026, 6, 9),
            "v24.0", LocalDate.of(2026, 10, 6));

    private static final Map<String, LocalDate> RELEASED =
            Map.of("v25.0", LocalDate.of(2026, 2, 18), "v26.0", LocalDate.of(2026, 7, 29));

    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();

    VersionLife(MetaSettings meta, VersionSettings settings, MeterRegistry meters, InstantSource time) {
        end(meta.apiVersion(), settings)
                .ifPresent(end -> Gauge.builder("weekline.meta.version.left", () -> days(end, time))
                        .description("Days until the version of the Graph API ends, as far as known")
                        .baseUnit("days")
                        .tag("version", meta.apiVersion())
                        .register(meters));
    }

    /** The day on which a version ends; empty for one that nobody knows. */
    static Optional<LocalDate> end(String version, VersionSettings settings) {
        return settings.named()
                .or(() -> Optional.ofNullable(ENDED.get(version)))
                .or(() -> Optional.ofNullable(RELEASED.get(version)).map(released -> released.plusYears(1)));
    }

    private static double days(LocalDate end, InstantSource time) {
        var left = Duration.between(time.instant(), end.atStartOfDay().toInstant(ZoneOffset.UTC));
        return left.toSeconds() / SECONDS_A_DAY;
    }
}
