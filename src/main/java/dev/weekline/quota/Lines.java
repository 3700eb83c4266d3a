package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Level.Kept;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.scheduler.Scheduler;

/**
 * The lines of all accounts. They meet at the bucket of the app, where whoever was promised the earlier time is first.
 */
final class Lines {

    private final InstantSource time;
    private final Scheduler timer;
    private final Map<AccountId, Line> lines = new ConcurrentHashMap<>();

    Lines(InstantSource time, Scheduler timer) {
        this.time = time;
        this.timer = timer;
    }

    Line of(AccountId account) {
        return lines.computeIfAbsent(account, _ -> new Line(time, timer));
    }

    /** Whether somebody of this account waits now. */
    boolean isWaiting(AccountId account) {
        var line = lines.get(account);
        return line != null && line.isWaiting();
    }

    /**
     * How long so many units would have to wait in line.
     *
     * @param hasReturned whether they were promised before, so that nobody's promise is to be kept first
     * @param gate how long a gate is closed; who is at the counter then has no turn yet
     */
    Duration waitFor(
            AccountId account, int units, boolean hasReturned, Duration gate, Level own, Level app, HourAhead hour) {
        var now = time.instant();
        var line = of(account).ahead(hasReturned, !gate.isZero());
        var inOwn = own.within(
                        hour.room(Optional.of(account), Work.INTERACTIVE, now), gate.isZero() ? line.counter() : 0)
                .waitFor(units + line.units(), line.kept());
        var all = lines.values().stream()
                .map(other -> other.ahead(hasReturned, false))
                .toList();
        var waiting = all.stream().mapToInt(Line.Ahead::units).sum();
        var kept = all.stream()
                .flatMap(ahead -> ahead.kept().stream())
                .sorted(Comparator.comparingLong(Kept::due))
                .toList();
        var counter = all.stream().mapToInt(Line.Ahead::counter).sum();
        var inAll = app.within(hour.room(Optional.empty(), Work.INTERACTIVE, now), counter)
                .waitFor(units + waiting, kept);
        var longest = inOwn.compareTo(inAll) >= 0 ? inOwn : inAll;
        return longest.compareTo(gate) >= 0 ? longest : gate;
    }
}
