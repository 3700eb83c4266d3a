package dev.weekline.report;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.PositiveOrZero;

/**
 * How much of the heap reports may take.
 *
 * @param megabytes for reports that are ready to be sent; 0 keeps none
 */
@ConfigurationProperties("weekline.memory")
record MemorySettings(
        @Bindable(defaultValue = "64") @PositiveOrZero int megabytes) {

    long bytes() {
        return megabytes * 1024L * 1024L;
    }
}
