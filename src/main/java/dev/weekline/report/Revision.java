package dev.weekline.report;

import dev.weekline.meta.Omission;
import dev.weekline.meta.Section;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Change;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Figures;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One stored state of a report: what Meta counted for the week as a whole, which action types were chosen, and which
 * rows belong to it.
 *
 * @param number counts from 1
 * @param omissions what Meta was not asked, or refused, for the week as a whole
 */
record Revision(int number, Counts counts, EventChoice events, List<Omission> omissions, List<SectionState> sections) {

    Revision {
        omissions = List.copyOf(omissions);
        sections = List.copyOf(sections);
    }

    Figures totals() {
        return Figures.of(counts, events);
    }

    /** How the totals differ from those of an earlier week. */
    Map<Metric, Change> changeSince(Revision before) {
        return Change.between(before.totals(), totals(), metric -> events.agreesOn(metric, before.events));
    }

    /**
     * By how much the figure that moved most did so, as a ratio of what it was: of spend, impressions, and each event
     * and its worth. What is new, gone, or counted otherwise moved as much as all of it.
     */
    BigDecimal moveSince(Revision before) {
        return Stream.concat(
                        Stream.of(Metric.SPEND, Metric.IMPRESSIONS),
                        Arrays.stream(BusinessEvent.values())
                                .flatMap(event -> Stream.concat(Stream.of(event.count()), event.value().stream())))
                .map(metric -> moveSince(before, metric))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private BigDecimal moveSince(Revision before, Metric metric) {
        var earlier = before.totals().find(metric);
        var now = totals().find(metric);
        if (!events.agreesOn(metric, before.events) || earlier.isPresent() != now.isPresent()) {
            return BigDecimal.ONE;
        }
        return now.map(figure -> Change.between(earlier.orElseThrow(), figure))
                .map(change -> change.relative()
                        .map(BigDecimal::abs)
                        .orElse(change.absolute().signum() == 0 ? BigDecimal.ZERO : BigDecimal.ONE))
                .orElse(BigDecimal.ZERO);
    }

    /** Whether these are the figures of the week as a whole, and nothing else is lacking. */
    boolean hasTotals(Brought.Totals totals) {
        return CountsJson.canonical(counts).equals(CountsJson.canonical(totals.counts()))
                && lacking(omissions).equals(lacking(totals.omissions()));
    }

    Optional<SectionState> find(Section section) {
        return sections.stream().filter(state -> state.section() == section).findFirst();
    }

    Revision numbered(int next) {
        return new Revision(next, counts, events, omissions, sections);
    }

    /** The same for two states that show the same figures. */
    String fingerprint() {
        var shown = sections.stream()
                .map(state ->
                        state.recipe() + ':' + state.rowCount() + ':' + state.digest() + lacking(state.omissions()))
                .collect(Collectors.joining(
                        "\n", CountsJson.canonical(counts) + CountsJson.write(events) + lacking(omissions), ""));
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(shown.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }

    /** Empty where nothing is omitted, so that such a state has the fingerprint it always had. */
    private static String lacking(List<Omission> omissions) {
        return omissions.stream()
                .map(omission ->
                        '-' + omission.field() + ':' + omission.reason().word())
                .sorted()
                .collect(Collectors.joining());
    }
}
