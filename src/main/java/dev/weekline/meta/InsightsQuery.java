package dev.weekline.meta;

import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.Step.ReadPage;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

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
        var query = new TreeMap<String, String>();
        query.put("limit", String.valueOf(page.limit()));
        page.cursor().ifPresent(cursor -> query.put("after", cursor));
        return query;
    }

    private static TreeMap<String, String> insights(
            Question question, List<String> fields, List<String> breakdowns, Optional<LocalDate> day) {
        var recipe = question.recipe();
        var week = question.week();
        var query = new TreeMap<String, String>();
        query.put("level", recipe.level());
        query.put("fields", String.join(",", fields));
        query.put(
                "time_range",
                "{\"since\":\"%s\",\"until\":\"%s\"}".formatted(day.orElse(week.monday()), day.orElse(week.sunday())));
        if (!breakdowns.isEmpty()) {
            query.put("breakdowns", String.join(",", breakdowns));
        }
        if (recipe.daily()) {
            query.put("time_increment", "1");
        }
        return query;
    }
}
