package dev.weekline.meta;

import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.Step.ReadPage;
import dev.weekline.week.IsoWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parameters of a question as the Insights reference names them, not yet encoded. */
final class InsightsQuery {

    private InsightsQuery() {}

    /** For a page of the question itself. */
    static TreeMap<String, String> page(Question question, ReadPage page) {
        var query =
                insights(question, page.fields(), page.breakdowns(), page.part().day());
        query.putAll(place(page));
        return query;
    }

    /** For a report run of the whole week. */
    static TreeMap<String, String> run(Question question, List<String> fields, List<String> breakdowns) {
        return insights(question, fields, breakdowns, Optional.empty());
    }

    /** Which page of something. */
    static TreeMap<String, String> place(ReadPage page) {
        return place(page.limit(), page.cursor());
    }

    private static TreeMap<String, String> place(int limit, Optional<String> cursor) {
        var query = new TreeMap<String, String>();
        query.put("limit", String.valueOf(limit));
        cursor.ifPresent(after -> query.put("after", after));
        return query;
    }

    /**
     * For a page of several weeks, one exact range for each. Meta ignores {@code time_increment} beside ranges
     * (Insights reference), so days are those of one range over all of the weeks.
     */
    static TreeMap<String, String> together(Recipe recipe, Shape shape, List<IsoWeek> weeks, Optional<String> cursor) {
        var query = insights(recipe, shape.asked(recipe, 0), shape.breakdowns(recipe));
        if (recipe.daily()) {
            query.put(
                    "time_range",
                    range(weeks.getFirst().monday(), weeks.getLast().sunday()));
        } else {
            query.put(
                    "time_ranges",
                    weeks.stream()
                            .map(week -> range(week.monday(), week.sunday()))
                            .collect(Collectors.joining(",", "[", "]")));
        }
        query.putAll(place(shape.pageSize(), cursor));
        return query;
    }

    private static TreeMap<String, String> insights(
            Question question, List<String> fields, List<String> breakdowns, Optional<LocalDate> day) {
        var week = question.week();
        var query = insights(question.recipe(), fields, breakdowns);
        query.put("time_range", range(day.orElse(week.monday()), day.orElse(week.sunday())));
        return query;
    }

    private static TreeMap<String, String> insights(Recipe recipe, List<String> fields, List<String> breakdowns) {
        var query = new TreeMap<String, String>();
        query.put("level", recipe.level());
        query.put("fields", String.join(",", fields));
        if (!breakdowns.isEmpty()) {
            query.put("breakdowns", String.join(",", breakdowns));
        }
        if (recipe.daily()) {
            query.put("time_increment", "1");
        }
        return query;
    }

    private static String range(LocalDate since, LocalDate until) {
        return "{\"since\":\"%s\",\"until\":\"%s\"}".formatted(since, until);
    }
}
