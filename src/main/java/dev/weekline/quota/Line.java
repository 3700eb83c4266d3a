package dev.weekline.quota;

import dev.weekline.quota.Level.Kept;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Those of this process who wait for calls of one account. They come to the counter in the order of asking, a few at a
 * time: only who is there has a turn at the buckets, so that these hold no turns for a time far off, which a gate that
 * closes meanwhile would put wrong. Who was sent away and told when to come back keeps a place until shortly after.
 */
final class Line {

    /** As many as the calls of a week, which are asked for at once. */
    private static final int COUNTER = 6;

    private static final Duration EARLY = Duration.ofSeconds(1);

    /**
     * A call that is denied may be one of several that are asked for together; whoever asks is told when the last of
     * the others has had its turn, and comes back so much later.
     */
    private static final Duration LATE = Duration.ofMinutes(15);

    private final InstantSource time;
    private final Scheduler timer;
    private final Deque<Place> returned = new ArrayDeque<>();
    private final Deque<Place> fresh = new ArrayDeque<>();
    private final NavigableSet<Promise> promises = new TreeSet<>(Promise.IN_ORDER);
    private final AtomicInteger drains = new AtomicInteger();
    private long promised;
    private int atCounter;
    private int unitsAtCounter;

    Line(InstantSource time, Scheduler timer) {
        this.time = time;
        this.timer = timer;
    }

    /**
     * The units of a call are kept for somebody who comes back then.
     *
     * @param number tells apart what is due together
     */
    private record Promise(Instant due, long number, PlannedCall call) {

        static final Comparator<Promise> IN_ORDER =
                Comparator.comparing(Promise::due).thenComparingLong(Promise::number);

        boolean isFor(PlannedCall other) {
            return call.section().equals(other.section()) && call.subject().equals(other.subject());
        }

        boolean isWith(PlannedCall other) {
            return !call.subject().isEmpty() && call.subject().equals(other.subject());
        }

        int units() {
            return call.units();
        }
    }

    /**
     * What is ahead of somebody.
     *
     * @param units of those who wait
     * @param counter units of those at the counter
     * @param kept for those who were sent away, in the order in which they come back
     */
    record Ahead(int units, int counter, List<Kept> kept) {}

    /** One who waits; {@code begin} is what there is to do at the counter. */
    private static final class Place {

        private final int units;
        private final Duration expected;
        private final Runnable begin;
        private boolean isTime;
        private boolean atCounter;
        private boolean left;

        private Place(int units, Duration expected, Runnable begin) {
            this.units = units;
            this.expected = expected;
            this.isTime = expected.isZero();
            this.begin = begin;
        }
    }

    /** Takes up what was promised for this call, if it was and the time has come. */
    synchronized boolean redeem(PlannedCall call) {
        var soon = time.instant().plus(EARLY);
        return promises.removeIf(
                promise -> promise.isFor(call) && !promise.due().isAfter(soon));
    }

    /**
     * Somebody is sent away, and told to come back after that time. What else was promised for the same subject waits
     * as long: who wants it comes back for all of it at once.
     */
    synchronized void promise(Duration retryAfter, PlannedCall call) {
        var due = time.instant().plus(retryAfter);
        var together = promises.stream()
                .filter(promise -> promise.isWith(call) && !promise.isFor(call))
                .toList();
        promises.removeIf(promise -> promise.isWith(call) || promise.isFor(call));
        var last = together.stream().map(Promise::due).reduce(due, Line::later);
        together.forEach(promise -> promises.add(new Promise(last, promise.number(), promise.call())));
        promises.add(new Promise(last, promised++, call));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    synchronized Ahead ahead(boolean hasReturned, boolean withCounter) {
        forget();
        var units = units(returned) + (withCounter ? unitsAtCounter : 0);
        return hasReturned
                ? new Ahead(units, unitsAtCounter, List.of())
                : new Ahead(units + units(fresh), unitsAtCounter, kept());
    }

    /** Whether anybody waits here now. */
    synchronized boolean isWaiting() {
        return atCounter > 0 || !returned.isEmpty() || !fresh.isEmpty();
    }

    /**
     * Waits in line, then for what there is to do at the counter. Whoever leaves makes room.
     *
     * @param expected how long it is likely to take; who was not promised anything before waits so long
     */
    <T> Mono<T> pass(int units, boolean hasReturned, Duration expected, Mono<T> counter) {
        return Mono.create(sink -> {
            var place = new Place(
                    units,
                    expected,
                    () -> sink.onCancel(counter.contextWrite(sink.contextView())
                            .subscribe(sink::success, sink::error, sink::success)));
            sink.onDispose(() -> leave(place));
            enter(place, hasReturned);
        });
    }

    private void enter(Place place, boolean hasReturned) {
        synchronized (this) {
            if (place.left) {
                return;
            }
            (hasReturned ? returned : fresh).addLast(place);
        }
        drain();
        if (isBeforeTime(place)) {
            timer.schedule(() -> comeOfTime(place), place.expected.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void comeOfTime(Place place) {
        synchronized (this) {
            place.isTime = true;
        }
        drain();
    }

    private void leave(Place place) {
        synchronized (this) {
            place.left = true;
            returned.remove(place);
            fresh.remove(place);
            if (place.atCounter) {
                atCounter--;
                unitsAtCounter -= place.units;
            }
        }
        drain();
    }

    private synchronized boolean isBeforeTime(Place place) {
        return fresh.contains(place) && !place.isTime;
    }

    /** Lets come forward who may; the one who comes may be done at once, and then it is the turn of the next. */
    private void drain() {
        if (drains.getAndIncrement() != 0) {
            return;
        }
        var missed = 1;
        do {
            for (var next = next(); next.isPresent(); next = next()) {
                next.get().begin.run();
            }
            missed = drains.addAndGet(-missed);
        } while (missed != 0);
    }

    private synchronized Optional<Place> next() {
        if (atCounter >= COUNTER) {
            return Optional.empty();
        }
        var next = Optional.ofNullable(returned.pollFirst()).or(this::nextFresh);
        next.ifPresent(place -> {
            place.atCounter = true;
            atCounter++;
            unitsAtCounter += place.units;
        });
        return next;
    }

    /** Not before its time: until then it would take what others were promised, here or at the bucket of the app. */
    private Optional<Place> nextFresh() {
        var first = fresh.peekFirst();
        return first != null && first.isTime ? Optional.ofNullable(fresh.pollFirst()) : Optional.empty();
    }

    private void forget() {
        var late = time.instant().minus(LATE);
        while (!promises.isEmpty() && !promises.first().due().isAfter(late)) {
            promises.pollFirst();
        }
    }

    private List<Kept> kept() {
        var now = time.instant().toEpochMilli();
        return promises.stream()
                .map(promise -> new Kept(promise.due().toEpochMilli() - now, promise.units()))
                .toList();
    }

    private static int units(Deque<Place> places) {
        return places.stream().mapToInt(place -> place.units).sum();
    }
}
