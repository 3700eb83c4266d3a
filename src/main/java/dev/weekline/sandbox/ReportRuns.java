package dev.weekline.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The report runs that have been asked for. They are the only thing the sandbox remembers: the newest 10,000, for 30
 * days.
 */
final class ReportRuns {

    private static final int MOST = 10_000;
    private static final Duration LIFE = Duration.ofDays(30);
    private static final long FIRST_ID = 120_330_000_000_000_000L;
    private static final int IDS_A_MILLISECOND = 100;

    private final ReportRunPace pace;
    private final ReachRation ration = new ReachRation();
    private final Map<String, ReportRun> runs = new LinkedHashMap<>();
    private volatile Function<InsightsQuery, RunFate> fates = _ -> RunFate.COMPLETES;
    private long newest;

    ReportRuns(ReportRunPace pace) {
        this.pace = pace;
    }

    /** Decides from now on what becomes of each run that is asked for. */
    void fates(Function<InsightsQuery, RunFate> decides) {
        fates = decides;
    }

    /** Begins a run. */
    ReportRun start(InsightsQuery query, Instant now) {
        return start(query, now, fates.apply(query));
    }

    /** Begins a run of this fate. What Meta no longer tells at once it may still tell here, a few times a day. */
    synchronized ReportRun start(InsightsQuery query, Instant now, RunFate fate) {
        var today = now.atZone(query.account().zone()).toLocalDate();
        var full = query.losesReach(today) && ration.take(query.account().id(), today) ? query.withOldReach() : query;
        newest = Math.max(newest + 1, FIRST_ID + IDS_A_MILLISECOND * now.toEpochMilli());
        var run = new ReportRun(Long.toString(newest), full, now, pace, fate);
        runs.put(run.id(), run);
        if (runs.size() > MOST) {
            runs.remove(runs.keySet().iterator().next());
        }
        return run;
    }

    /** Empty for one that never was or is too old. */
    synchronized Optional<ReportRun> find(String id, Instant now) {
        return Optional.ofNullable(runs.get(id))
                .filter(run -> run.asked().plus(LIFE).isAfter(now));
    }
}
