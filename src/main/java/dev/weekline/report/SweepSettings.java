package dev.weekline.report;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;

/**
 * How rows that nobody reads any more are removed.
 *
 * @param every how often
 * @param keepSuperseded how long the rows of a revision stay after a newer one came, so that readers who page through
 *     them can finish
 */
@ConfigurationProperties("weekline.sweep")
record SweepSettings(
        @Bindable(defaultValue = "5m") @NotNull Duration every,
        @Bindable(defaultValue = "25h") @NotNull Duration keepSuperseded) {}
