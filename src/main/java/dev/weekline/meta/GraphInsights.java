package dev.weekline.meta;

import dev.weekline.meta.GraphQuestion.About;
import dev.weekline.meta.Walk.Step;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Insights as the Graph API tells them: walks through the pages of a question by cursor, as fast as they are taken. */
@Singleton
final class GraphInsights implements Insights {

    private final GraphCalls calls;
    private final MetaSettings settings;

    GraphInsights(GraphCalls calls, MetaSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    @Override
    public Flux<MetaAnswer> ask(Question question, Consumer<GraphCall> told) {
        return Flux.defer(() -> {
            var walk = new Walk(settings.maxPages());
            var reader = new InsightsPageReader(question);
            return Flux.generate(walk::next)
                    .concatMap(
                            step -> whenWanted(
                                    step,
                                    calls.ask(graphQuestion(question, step, told), reader)
                                            .map(walk::arrived)),
                            0);
        });
    }

    @Override
    public int unitsOfWeek() {
        return Recipes.TOTALS.units()
                + Arrays.stream(Section.values())
                        .mapToInt(section -> section.recipe().units())
                        .sum();
    }

    /**
     * Without prefetching, {@code concatMap} subscribes when it is asked for an element, where it would otherwise ask
     * for the next page as soon as one has been handed over. Hiding the source keeps it from being taken for a
     * constant.
     */
    private static Flux<MetaAnswer> whenWanted(Step step, Mono<MetaAnswer> page) {
        return Flux.just(step).hide().concatMap(_ -> page, 0);
    }

    private GraphQuestion graphQuestion(Question question, Step step, Consumer<GraphCall> told) {
        return new GraphQuestion(
                question.account(),
                question.token(),
                question.account().value() + "/insights",
                query(question, step),
                question.recipe().units(),
                settings.patience(),
                new About(question.recipe().name(), step.page()),
                told);
    }

    private static Map<String, String> query(Question question, Step step) {
        var recipe = question.recipe();
        var week = question.week();
        var query = new HashMap<String, String>();
        query.put("level", recipe.level());
        query.put("fields", String.join(",", recipe.askedFields()));
        query.put("time_range", "{\"since\":\"%s\",\"until\":\"%s\"}".formatted(week.monday(), week.sunday()));
        query.put("limit", String.valueOf(recipe.pageSize()));
        if (!recipe.breakdowns().isEmpty()) {
            query.put("breakdowns", String.join(",", recipe.breakdowns()));
        }
        if (recipe.daily()) {
            query.put("time_increment", "1");
        }
        step.cursor().ifPresent(cursor -> query.put("after", cursor));
        return query;
    }
}
