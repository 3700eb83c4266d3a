package dev.weekline.backfill;

import dev.weekline.database.Lane;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The background of this replica: rounds of steps, each bounded in time. What is left over is for the next round, and
 * what is under way when one ends goes on and counts in the next.
 */
@Singleton
class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final Collector collector;
    private final Planner planner;
    private final BackfillSettings settings;
    private final BackgroundSwitch allowed;
    private final Clock clock;
    private final Scheduler timer;
    private final AtomicBoolean inRound = new AtomicBoolean();

    @Inject
    Worker(
            Collector collector,
            Planner planner,
            BackfillSettings settings,
            BackgroundSwitch allowed,
            Clock clock,
            @Named("timer") Optional<Scheduler> timer) {
        this.collector = collector;
        this.planner = planner;
        this.settings = settings;
        this.allowed = allowed;
        this.clock = clock;
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    /** Begins a round unless one goes on; it goes on without a thread of its own. */
    @Scheduled(fixedDelay = "${weekline.backfill.every:10s}", initialDelay = "${weekline.backfill.initial-delay:3s}")
    void begin() {
        if (allowed.background() && !collector.isStopping() && inRound.compareAndSet(false, true)) {
            round().doFinally(_ -> inRound.set(false))
                    .subscribe(
                            Worker::log,
                            fault -> LOG.atLevel(collector.isStopping() ? Level.DEBUG : Level.WARN)
                                    .log("A round of the background failed; there will be others", fault));
        }
    }

    /** Plans, then steps until there is nothing to do for now, or the time is over. */
    Mono<Round> round() {
        return Lane.BACKGROUND.of(planner.planIfDue().flatMap(queued -> {
            var begun = clock.instant();
            return Flux.range(0, settings.atOnce())
                    .flatMap(_ -> steps(), settings.atOnce())
                    .takeUntilOther(Mono.delay(settings.bound(), timer))
                    .reduce(Round.of(queued), Round::with)
                    .map(round -> round.lasting(Duration.between(begun, clock.instant())));
        }));
    }

    private Flux<Step> steps() {
        return collector.step(settings.bound()).repeat().takeUntil(Worker::endsRound);
    }

    private static boolean endsRound(Step step) {
        return switch (step) {
            case Step.Worked worked -> worked.rests() && worked.cost().calls() == 0;
            case Step.UnderWay _, Step.Resting _, Step.Busy _, Step.Nothing _ -> true;
        };
    }

    private static void log(Round round) {
        if (round.didSomething()) {
            LOG.info("{}", round);
        }
    }
}
