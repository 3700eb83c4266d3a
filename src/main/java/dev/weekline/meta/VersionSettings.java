package dev.weekline.meta;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long the version of the Graph API lasts that we ask.
 *
 * @param ends the day on which Meta ends it, where Meta has named one; absent to go by experience
 */
@ConfigurationProperties("weekline.meta.version")
record VersionSettings(@Nullable LocalDate ends) {

    Optional<LocalDate> named() {
        return Optional.ofNullable(ends);
    }
}
