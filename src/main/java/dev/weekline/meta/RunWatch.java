package dev.weekline.meta;

import dev.weekline.meta.ReportRun.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Watches a report run: when to look again, when to read it, when to have another in its place, when to give up. One
 * walk's, so it is used by one thread at a time.
 */
final class RunWatch {

    /** A run that has not begun to move by then is likely never to. */
    static final Duration STUCK = Duration.ofMinutes(5);

    static final Duration GIVEN_UP = Duration.ofMinutes(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** How often Meta may say that it knows no such run, just after it was created. */
    private static final int STRANGE_AT_FIRST = 5;

    private Optional<ReportRun> run = Optional.empty();
    private Optional<Instant> watchedSince = Optional.empty();
    private boolean second;
    private boolean readable;
    private boolean givenUp;
    private Duration pause = FIRST_PAUSE;
    private int strange;

    /** The run that is watched; empty where one has to be begun. */
    Optional<ReportRun> run() {
        return run;
    }

    /** Whether the run to begin takes the place of one that came to nothing. */
    boolean isSecond() {
        return second;
    }

    boolean isReadable() {
        return readable;
    }

    boolean isGivenUp() {
        return givenUp;
    }

    /** Whether a run that is not known to Meta may still become known. */
    boolean isNew() {
        return run.isPresent() && strange < STRANGE_AT_FIRST;
    }

    /** How long to wait before the next look; every pause is longer than the one before, up to half a minute. */
    Duration pause() {
        var now = pause;
        var longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        return now;
    }

    /** Watches from now on. The time that a run before it took counts. */
    void begun(ReportRun begun, Instant now) {
        run = Optional.of(begun);
        watchedSince = watchedSince.or(() -> Optional.of(now));
        pause = FIRST_PAUSE;
    }

    void seen(Progress progress, Instant now) {
        readable = progress.isComplete();
        if (!readable) {
            judge(progress, now);
        }
    }

    /** It is not known, or can't be read although it was complete; both happen and pass. */
    void notThereYet(Instant now) {
        readable = false;
        strange++;
        givenUp = isOver(GIVEN_UP, watchedSince.orElse(now), now);
    }

    private void judge(Progress progress, Instant now) {
        if (isOver(GIVEN_UP, watchedSince.orElse(now), now)) {
            givenUp = true;
        } else if (progress.isExpired() || progress.isFailed() || isStuck(progress, now)) {
            givenUp = second && !isStuck(progress, now);
            if (!second) {
                second = true;
                run = Optional.empty();
            }
        }
    }

    private boolean isStuck(Progress progress, Instant now) {
        return progress.percent() == 0
                && !progress.isExpired()
                && !progress.isFailed()
                && isOver(STUCK, run.orElseThrow().begunAt(), now);
    }

    private static boolean isOver(Duration time, Instant since, Instant now) {
        return !now.isBefore(since.plus(time));
    }
}
