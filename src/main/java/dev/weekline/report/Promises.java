package dev.weekline.report;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What a reader is told who gets no report: a promise wherever waiting may cure it, else what has to be put right. */
@Singleton
class Promises {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration USUAL = Duration.ofSeconds(2);

    private final Orders orders;
    private final Clock clock;

    Promises(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /** @param setback why there is no report, if that is known yet */
    Mono<ReportAnswer> make(Errand errand, Optional<Setback> setback) {
        return setback.flatMap(known -> Incurable.of(errand, known, clock.instant()))
                .map(Mono::just)
                .orElseGet(() -> promise(errand, setback));
    }

    private Mono<ReportAnswer> promise(Errand errand, Optional<Setback> setback) {
        return orders.place(errand, setback)
                .map(operation -> new ReportAnswer.Promised(
                        operation,
                        operation
                                .eta()
                                .map(eta -> Duration.between(clock.instant(), eta))
                                .map(wait -> wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait)
                                .orElse(USUAL)));
    }
}
