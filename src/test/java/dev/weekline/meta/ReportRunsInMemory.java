package dev.weekline.meta;

import dev.weekline.meta.Insights.Question;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Report runs that are remembered as long as a test lasts. */
final class ReportRunsInMemory implements ReportRuns {

    final Map<String, ReportRun> known = new ConcurrentHashMap<>();

    @Override
    public Mono<ReportRun> find(Question question, String asked) {
        return Mono.fromSupplier(() -> known.get(key(question)));
    }

    @Override
    public Mono<Void> keep(Question question, String asked, ReportRun run) {
        return Mono.fromRunnable(() -> known.put(key(question), run));
    }

    @Override
    public Mono<Void> forget(Question question) {
        return Mono.fromRunnable(() -> known.remove(key(question)));
    }

    private static String key(Question question) {
        return question.account() + " " + question.week() + " "
                + question.recipe().label();
    }
}
