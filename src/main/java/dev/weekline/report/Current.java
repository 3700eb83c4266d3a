package dev.weekline.report;

import dev.weekline.meta.Section;
import dev.weekline.metric.EventMapping;
import dev.weekline.week.Calm;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is stored of a week when it is asked for anew.
 *
 * @param fingerprint of the revision
 * @param dataAsOf when Meta was asked for the totals
 * @param standings of the sections that did not all come with the last fetch; empty where they did
 * @param calm how little refreshing has moved it lately
 * @param mapping the action types that its events could be read from
 */
record Current(
        Revision revision,
        String fingerprint,
        Instant fetchedAt,
        Instant dataAsOf,
        List<Standing> standings,
        Calm calm,
        EventMapping mapping) {

    Current {
        standings = List.copyOf(standings);
    }

    Standing standing(Section section) {
        return standings.stream()
                .filter(standing -> standing.section() == section)
                .findFirst()
                .orElseGet(() -> new Standing(section, revision.find(section).map(_ -> dataAsOf), Optional.empty()));
    }

    /** Whether anything has to be asked for even where nothing has moved. */
    boolean lacksAny() {
        return Arrays.stream(Section.values()).anyMatch(this::lacks);
    }

    /**
     * Whether a section has to be asked for even where nothing has moved: it is missing, failed, or is asked otherwise
     * now.
     */
    boolean lacks(Section section) {
        return standing(section).lack().isPresent()
                || revision.find(section)
                        .filter(state -> state.recipe().equals(section.recipe().label()))
                        .isEmpty();
    }
}
