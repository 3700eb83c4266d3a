package dev.weekline.report;

import dev.weekline.account.Kpis;
import dev.weekline.metric.EventMapping;
import dev.weekline.week.Calm;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The current state of a report as the database holds it, with its parts as JSON text.
 *
 * @param source {@code meta} or {@code sandbox}
 * @param fetchedAt when it was complete
 * @param dataAsOf when Meta was asked: the totals are at least this recent
 * @param version see {@link Stamp}; empty before it is stored
 * @param setback how refreshing it fails, if it does
 * @param calm how little refreshing has moved it lately
 * @param mapping the action types that events could be read from
 * @param actionTypes those that they were read from
 * @param kpis what the account wants now
 * @param standings of the sections that did not all come with the last fetch; empty where they did
 */
record StoredReport(
        int revision,
        String source,
        Instant fetchedAt,
        Instant dataAsOf,
        String totals,
        Optional<String> comparison,
        String sections,
        String absent,
        List<Standing> standings,
        String version,
        Optional<Setback> setback,
        Calm calm,
        EventMapping mapping,
        String actionTypes,
        Kpis kpis) {

    StoredReport {
        standings = List.copyOf(standings);
    }

    /** Whether its events are read from other action types than the account wants by now. */
    boolean isMappedOtherwise() {
        return !mapping.equals(kpis.mapping());
    }

    /** When a section that could not be had is worth asking for again; empty where all were had. */
    Optional<Instant> retryAt() {
        return standings.stream()
                .flatMap(standing -> standing.lack().stream())
                .map(Lack::retryAt)
                .min(Comparator.naturalOrder());
    }

    StoredReport withSections(String others) {
        return new StoredReport(
                revision,
                source,
                fetchedAt,
                dataAsOf,
                totals,
                comparison,
                others,
                absent,
                standings,
                version,
                setback,
                calm,
                mapping,
                actionTypes,
                kpis);
    }
}
