package dev.weekline.report;

import dev.weekline.meta.GraphCall;
import dev.weekline.meta.Insights;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.meta.Part;
import dev.weekline.meta.Retries;
import dev.weekline.meta.Section;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** Insights that say what a test has written down, by the name of the recipe; of everything else there are no rows. */
final class ScriptedInsights implements Insights {

    private final Map<String, List<MetaAnswer>> answers = new HashMap<>();

    ScriptedInsights says(String recipe, MetaAnswer... said) {
        answers.put(recipe, List.of(said));
        return this;
    }

    static MetaAnswer page(InsightsRow... rows) {
        return new MetaAnswer.Page(Part.WHOLE, List.of(rows));
    }

    static MetaAnswer page(Part part, InsightsRow... rows) {
        return new MetaAnswer.Page(part, List.of(rows));
    }

    /** A day of {@link Belmonte#WEEK}, 0 for Monday. */
    static Part day(int number, int group) {
        return new Part(Optional.of(Belmonte.WEEK.monday().plusDays(number)), group);
    }

    @Override
    public Flux<MetaAnswer> ask(Question question, Consumer<GraphCall> calls) {
        return Flux.fromIterable(answers.getOrDefault(question.recipe().name(), List.of()));
    }

    @Override
    public Retries retriesOfRun() {
        return new Retries(0);
    }

    @Override
    public int unitsOfWeek() {
        return Arrays.stream(Section.values())
                .mapToInt(section -> section.recipe().units())
                .sum();
    }
}
