package dev.weekline.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.sandbox.InsightsQuery.Sort;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Turns the parameters of an insights edge into a query, refusing what Meta would refuse. */
final class InsightsParser {

    private static final int MONTHS_KEPT = 37;
    private static final int LONGEST_INCREMENT = 90;

    /** Ignoring these would answer another question than the one asked, unless they ask for what is told anyway. */
    private static final Map<String, Set<String>> NOT_SIMULATED = Map.of(
            "action_breakdowns", Set.of("action_type", "[\"action_type\"]"),
            "action_attribution_windows", Set.of("default", "[\"default\"]"));

    private final Subject node;
    private final Parameters parameters;
    private final LocalDate today;

    private InsightsParser(Subject node, Parameters parameters, LocalDate today) {
        this.node = node;
        this.parameters = parameters;
        this.today = today;
    }

    /**
     * @param node whose edge is asked
     * @param today the day it is in the account's zone
     */
    static InsightsQuery parse(Subject node, Parameters parameters, LocalDate today) throws GraphException {
        return new InsightsParser(node, parameters, today).query();
    }

    private InsightsQuery query() throws GraphException {
        refuseWhatIsNotSimulated();
        var level = level();
        var breakdown = breakdown();
        var columns = columns(level);
        var increment = increment();
        var query = new InsightsQuery(
                node,
                level,
                columns,
                breakdown,
                slices(increment),
                increment,
                sort(),
                FilterParser.parse(parameters, level),
                summary(columns),
                false);
        if (query.since().isBefore(today.minusMonths(MONTHS_KEPT))) {
            throw new GraphException(GraphError.tooOld());
        }
        return query;
    }

    private void refuseWhatIsNotSimulated() throws GraphException {
        for (var unknown : NOT_SIMULATED.entrySet()) {
            var value = parameters.find(unknown.getKey());
            if (value.isPresent() && !unknown.getValue().contains(value.get())) {
                throw new GraphException(
                        GraphError.badParameter("The sandbox does not simulate the parameter " + unknown.getKey()));
            }
        }
    }

    private Level level() throws GraphException {
        var word = parameters.find("level").orElse(node.level().word());
        var levels = Arrays.stream(Level.values()).map(Level::word).toList();
        return Level.named(word).orElseThrow(() -> new GraphException(GraphError.notOneOf("level", levels, word)));
    }

    private Breakdown breakdown() throws GraphException {
        var names = parameters.list("breakdowns");
        for (var i = 0; i < names.size(); i++) {
            if (!Breakdown.allNames().contains(names.get(i))) {
                throw new GraphException(
                        GraphError.notOneOf("breakdowns[" + i + "]", Breakdown.allNames(), names.get(i)));
            }
        }
        return Breakdown.of(names).orElseThrow(() -> new GraphException(GraphError.badCombination(names)));
    }

    /** Without fields: impressions and spend. The id of the level and the dates are always told. */
    private List<Column> columns(Level level) throws GraphException {
        var asked = parameters.list("fields");
        var names = asked.isEmpty() ? List.of("account_id", "impressions", "spend") : asked;
        var columns = new ArrayList<Column>();
        for (var name : alwaysTold(level, names)) {
            columns.add(column(name));
        }
        return List.copyOf(columns);
    }

    /** The fields asked for, or those of the rows; dates are always told. */
    private Optional<List<Column>> summary(List<Column> columns) throws GraphException {
        var asked = parameters.list("summary");
        if (asked.isEmpty()) {
            return parameters
                    .find("default_summary")
                    .filter(word -> word.equals("true") || word.equals("1"))
                    .map(_ -> columns);
        }
        var told = new ArrayList<Column>();
        for (var name : alwaysTold(Level.ACCOUNT, asked)) {
            told.add(column(name));
        }
        return Optional.of(List.copyOf(told));
    }

    private static List<String> alwaysTold(Level level, List<String> names) {
        var id = level == Level.ACCOUNT ? Stream.<String>empty() : Stream.of(level.word() + "_id");
        var dates = List.of("date_start", "date_stop");
        return Stream.of(id, names.stream().filter(name -> !dates.contains(name)), dates.stream())
                .flatMap(part -> part)
                .distinct()
                .toList();
    }

    private static Column column(String name) throws GraphException {
        if (Breakdown.isKnownToMeta(name)) {
            throw new GraphException(GraphError.breakdownAsField(name));
        }
        return Columns.find(name).orElseThrow(() -> new GraphException(GraphError.unknownField(name, "AdsInsights")));
    }

    /** Empty for whole ranges, as several always are. */
    private Optional<String> increment() throws GraphException {
        var increment = parameters.find("time_ranges").isPresent()
                ? Optional.<String>empty()
                : parameters.find("time_increment").filter(word -> !word.equals("all_days"));
        if (increment.isEmpty() || increment.get().equals("monthly")) {
            return increment;
        }
        var days = parameters.number("time_increment", 0);
        if (days < 1 || days > LONGEST_INCREMENT) {
            throw new GraphException(GraphError.badParameter(
                    "time_increment must be all_days, monthly or a number from 1 to " + LONGEST_INCREMENT));
        }
        return increment;
    }

    private List<Slice> slices(Optional<String> increment) throws GraphException {
        var ranges = parameters.json("time_ranges");
        if (ranges.isPresent()) {
            return ranges(ranges.get());
        }
        var range = range();
        if (increment.isEmpty()) {
            return List.of(range);
        }
        return increment.get().equals("monthly")
                ? range.byMonth(today)
                : range.by(parameters.number("time_increment", 0), today);
    }

    private List<Slice> ranges(JsonNode list) throws GraphException {
        if (!list.isArray() || list.isEmpty()) {
            throw new GraphException(GraphError.badParameter("param time_ranges must be a non-empty array"));
        }
        var slices = new ArrayList<Slice>();
        for (var range : list) {
            slices.add(range("time_ranges", range));
        }
        return List.copyOf(slices);
    }

    private Slice range() throws GraphException {
        var range = parameters.json("time_range");
        return range.isPresent() ? range("time_range", range.get()) : preset();
    }

    private Slice range(String name, JsonNode range) throws GraphException {
        try {
            var slice = new Slice(
                    LocalDate.parse(range.path("since").asText()),
                    LocalDate.parse(range.path("until").asText()));
            if (slice.since().isAfter(slice.until())) {
                throw new GraphException(GraphError.badParameter(name + " must not end before it begins"));
            }
            return slice;
        } catch (DateTimeParseException _) {
            throw new GraphException(
                    GraphError.badParameter(name + " must be {'since':YYYY-MM-DD,'until':YYYY-MM-DD}"));
        }
    }

    private Slice preset() throws GraphException {
        var preset = parameters.find("date_preset").orElse("last_30d");
        return DatePreset.find(preset, today)
                .orElseThrow(() -> new GraphException(GraphError.notOneOf("date_preset", DatePreset.names(), preset)));
    }

    private Optional<Sort> sort() throws GraphException {
        var orders = parameters.list("sort");
        if (orders.isEmpty()) {
            return Optional.empty();
        }
        if (orders.size() > 1) {
            throw new GraphException(GraphError.badParameter("param sort must have one element only"));
        }
        var order = orders.getFirst();
        var field = order.replaceFirst("_(ascending|descending)$", "");
        return Columns.find(field)
                .filter(Column.Figure.class::isInstance)
                .map(Column.Figure.class::cast)
                .map(figure -> Optional.of(new Sort(figure, order.endsWith("_descending"))))
                .orElseThrow(() -> new GraphException(GraphError.badParameter("sort: no order by " + field)));
    }
}
