package dev.weekline.meta;

import dev.weekline.meta.GraphFailure.Kind;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import java.util.Optional;
import reactor.core.publisher.SynchronousSink;

/** Where a walk through the pages of an answer is. One subscriber's, so it is used by one thread at a time. */
final class Walk {

    private final int maxPages;
    private int page;
    private Optional<String> cursor = Optional.empty();
    private boolean over;

    Walk(int maxPages) {
        this.maxPages = maxPages;
    }

    /** One page to ask for. */
    record Step(int page, Optional<String> cursor) {}

    /** Says which page comes next, or that the walk is over. */
    void next(SynchronousSink<Step> sink) {
        if (over) {
            sink.complete();
        } else {
            sink.next(new Step(++page, cursor));
        }
    }

    /** Goes on from a page that came; whatever else came ends the walk. */
    MetaAnswer arrived(Outcome<InsightsPage> outcome) {
        return switch (outcome) {
            case Failed<InsightsPage>(var failure) -> end(failure);
            case Got<InsightsPage> got -> goOnFrom(got.value());
        };
    }

    private MetaAnswer goOnFrom(InsightsPage insights) {
        if (insights.next().isPresent() && insights.next().equals(cursor)) {
            return end(GraphFailure.of(Kind.REFUSED, "Meta sent the same page twice", ""));
        }
        if (insights.next().isPresent() && page == maxPages) {
            return end(GraphFailure.of(Kind.TOO_LARGE, "Meta has more than " + maxPages + " pages", ""));
        }
        cursor = insights.next();
        over = cursor.isEmpty();
        return new MetaAnswer.Page(Part.WHOLE, insights.rows());
    }

    private MetaAnswer end(GraphFailure failure) {
        over = true;
        return failure.toAnswer();
    }
}
