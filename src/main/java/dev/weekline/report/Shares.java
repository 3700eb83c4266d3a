package dev.weekline.report;

import dev.weekline.meta.GraphCall;
import dev.weekline.meta.SpanInsights.SharedCall;
import dev.weekline.quota.UsageReading;
import dev.weekline.run.Percents;
import dev.weekline.run.RunCall;
import dev.weekline.run.RunLog;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Shares what calls cost among the runs of the weeks that they were made for. Shares are whole calls and whole units,
 * so that they add up to what was spent; each call begins with another week, so that no week bears more than others.
 */
final class Shares {

    private final Map<IsoWeek, RunLog> logs;
    private int turn;

    /** @param weeks all that calls are made for */
    Shares(List<SpanWeek> weeks) {
        this.logs = weeks.stream()
                .collect(Collectors.toUnmodifiableMap(
                        week -> week.key().week(), week -> week.underWay().log()));
    }

    /** A call that one run bears alone. */
    static RunCall whole(GraphCall call) {
        return share(call, 0, 1, call.rows());
    }

    synchronized void add(SharedCall shared) {
        var weeks = shared.weeks();
        for (var i = 0; i < weeks.size(); i++) {
            var week = weeks.get(i);
            var log = logs.get(week);
            if (log != null) {
                var place = (i + turn) % weeks.size();
                log.add(share(shared.call(), place, weeks.size(), shared.rows().getOrDefault(week, 0)));
            }
        }
        turn++;
    }

    private static RunCall share(GraphCall call, int place, int of, int rows) {
        return new RunCall(
                call.recipe(),
                call.page(),
                call.attempt(),
                (int) part(1, place, of),
                (int) part(call.units(), place, of),
                Duration.ofMillis(part(call.waited().toMillis(), place, of)),
                call.startedAt(),
                call.took(),
                call.status(),
                rows,
                call.outcome(),
                call.retryReason(),
                call.fbtraceId(),
                call.usage().headers(),
                percents(call.before()),
                percents(UsageReading.of(call.usage())));
    }

    private static Percents percents(UsageReading told) {
        return new Percents(told.app(), told.account(), told.insights());
    }

    /** The parts of all places add up to the whole. */
    private static long part(long whole, int place, int of) {
        return whole * (place + 1) / of - whole * place / of;
    }
}
