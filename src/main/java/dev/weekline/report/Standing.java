package dev.weekline.report;

import dev.weekline.meta.Section;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when a section of the current report stands.
 *
 * @param asOf when Meta was asked for the rows that are shown; empty where it never told any
 * @param lack why newer rows could not be had; empty where the last attempt brought them, or found none needed
 */
record Standing(Section section, Optional<Instant> asOf, Optional<Lack> lack) {

    /** Whether its rows were not asked for together with what was asked for at that moment, but before. */
    boolean isOlderThan(Instant moment) {
        return asOf.filter(moment::isAfter).isPresent();
    }

    /** Nothing at all is there of the section. */
    boolean isMissing() {
        return asOf.isEmpty();
    }
}
