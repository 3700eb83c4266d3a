package dev.weekline.meta;

import dev.weekline.meta.Insights.Question;
import reactor.core.publisher.Mono;

/** Remembers, beyond this process, the report runs that Meta is making, so that none is paid for twice. */
interface ReportRuns {

    /** A run of the same question that was begun lately; empty also where it can't be looked up. */
    Mono<ReportRun> find(Question question, String asked);

    /** Remembers a run, as soon as it is known, in the place of an older one. */
    Mono<Void> keep(Question question, String asked, ReportRun run);

    /** Its rows have been read, or nothing will come of it. */
    Mono<Void> forget(Question question);
}
