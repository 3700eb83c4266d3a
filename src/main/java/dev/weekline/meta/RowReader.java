package dev.weekline.meta;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.Recipe.Dimension;
import dev.weekline.metric.Counts;
import dev.weekline.metric.Metric;
import dev.weekline.week.IsoWeek;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns rows of one page from Meta's words into ours, and refuses rows of any other days than were asked for. */
final class RowReader {

    private static final Map<String, Metric> METRICS = Map.of(
            "spend", Metric.SPEND,
            "impressions", Metric.IMPRESSIONS,
            "reach", Metric.REACH,
            "clicks", Metric.CLICKS,
            "inline_link_clicks", Metric.LINK_CLICKS);

    private static final String CURRENCY = "account_currency";

    private final Recipe recipe;
    private final List<String> fields;
    private final LocalDate first;
    private final LocalDate last;
    private final Set<String> days;
    private final Set<String> actionTypes;

    /**
     * @param fields those that were asked for
     * @param day the one day that was asked for; empty for the week
     * @param actionTypes the events that are read
     */
    RowReader(Recipe recipe, List<String> fields, IsoWeek week, Optional<LocalDate> day, Set<String> actionTypes) {
        this.recipe = recipe;
        this.fields = fields;
        this.first = day.orElse(week.monday());
        this.last = day.orElse(week.sunday());
        this.actionTypes = actionTypes;
        this.days = first.datesUntil(last.plusDays(1)).map(Object::toString).collect(toUnmodifiableSet());
    }

    /**
     * Reads one row.
     *
     * @throws UnexpectedAnswerException if it is not a row of what was asked
     */
    InsightsRow read(JsonNode row) {
        if (!row.isObject()) {
            throw GraphValues.unreadable("data");
        }
        checkDates(row);
        checkCurrency(row);
        var dimensions = dimensions(row);
        return new InsightsRow(
                key(dimensions),
                dimensions,
                new Counts(given(row), events("actions", row), events("action_values", row)));
    }

    private void checkDates(JsonNode row) {
        var start = date("date_start", row);
        var stop = date("date_stop", row);
        var asked = recipe.daily()
                ? days.contains(start) && start.equals(stop)
                : first.toString().equals(start) && last.toString().equals(stop);
        if (!asked) {
            throw new UnexpectedAnswerException("Meta answered for %s to %s when asked for %s of %s to %s"
                    .formatted(start, stop, recipe.daily() ? "the days" : "the week", first, last));
        }
    }

    private static String date(String field, JsonNode row) {
        return GraphValues.text(field, row.path(field)).orElse("an unknown date");
    }

    private void checkCurrency(JsonNode row) {
        if (fields.contains(CURRENCY)
                && GraphValues.text(CURRENCY, row.path(CURRENCY)).isEmpty()) {
            throw new UnexpectedAnswerException("Meta left out " + CURRENCY);
        }
    }

    private Map<String, String> dimensions(JsonNode row) {
        var dimensions = new LinkedHashMap<String, String>();
        for (var dimension : recipe.dimensions()) {
            GraphValues.text(dimension.field(), row.path(dimension.field()))
                    .ifPresent(value -> dimensions.put(dimension.word(), value));
        }
        return dimensions;
    }

    private String key(Map<String, String> dimensions) {
        return recipe.dimensions().stream()
                .filter(Dimension::key)
                .map(dimension -> RowKey.part(dimensions.get(dimension.word())))
                .collect(Collectors.joining(RowKey.SEPARATOR));
    }

    private Map<Metric, BigDecimal> given(JsonNode row) {
        var given = new EnumMap<Metric, BigDecimal>(Metric.class);
        METRICS.forEach((field, metric) ->
                GraphValues.number(field, row.path(field)).ifPresent(value -> given.put(metric, value)));
        return given;
    }

    /** An action type may come twice in one list, and without a value when only its windows have one. */
    private Map<String, BigDecimal> events(String field, JsonNode row) {
        var list = row.path(field);
        if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
            throw GraphValues.unreadable(field);
        }
        var events = new HashMap<String, BigDecimal>();
        for (var entry : list) {
            var type = entry.path("action_type").asText();
            if (actionTypes.contains(type)) {
                GraphValues.number(field, entry.path("value"))
                        .ifPresent(value -> events.merge(type, value, BigDecimal::add));
            }
        }
        return events;
    }
}
