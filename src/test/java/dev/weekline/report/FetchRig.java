package dev.weekline.report;

import dev.weekline.account.AccountKpis;
import dev.weekline.audit.Actor;
import dev.weekline.audit.ChangeLog;
import dev.weekline.report.Asked.Mode;
import dev.weekline.run.Cause;
import dev.weekline.run.Runs;
import dev.weekline.trail.Tracing;
import dev.weekline.week.IsoWeek;
import dev.weekline.work.Heartbeat;
import dev.weekline.work.Leases;
import dev.weekline.work.Notices;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Fetches of Belmonte's weeks in a whole service, with what Meta says written down beforehand. */
final class FetchRig {

    private final ApplicationContext context;
    private final ScriptedInsights insights;

    FetchRig(TestService service, ScriptedInsights insights) {
        this.context = service.weekline.context();
        this.insights = insights;
    }

    /** Fetches a week as a whole, stored or not. */
    Fetched fetch(IsoWeek week) {
        return Objects.requireNonNull(
                cluster().take(errand(week, Cause.REFRESH)).block());
    }

    /** Reads a week as a caller would have it read. */
    ReportAnswer read(IsoWeek week) {
        var stored = context.getBean(StoredReports.class);
        var clock = context.getBean(Clock.class);
        var fetches = new Fetches(
                stored,
                cluster(),
                context.getBean(ReportMemory.class),
                context.getBean(FetchLanes.class),
                context.getBean(FetchSettings.class),
                context.getBean(Tracing.class),
                clock);
        var reader = new ReportReader(
                stored, fetches, context.getBean(Promises.class), context.getBean(ChangeLog.class), clock);
        return Objects.requireNonNull(
                reader.read(new Asked(Belmonte.ACCOUNT, week, Mode.USUAL, Duration.ofSeconds(20), Actor.WEEKLINE))
                        .block());
    }

    private static Errand errand(IsoWeek week, Cause cause) {
        return new Errand(Belmonte.ACCOUNT, week, cause, Optional.empty(), Optional.empty(), TestService.NOW);
    }

    private ClusterFetch cluster() {
        return new ClusterFetch(
                context.getBean(Leases.class),
                context.getBean(Heartbeat.class),
                context.getBean(Notices.class),
                new Fetch(
                        context.getBean(Opening.class),
                        context.getBean(AccountKpis.class),
                        context.getBean(Runs.class),
                        context.getBean(FetchPlanner.class),
                        new WeekQuestions(
                                insights,
                                context.getBean(ReportStore.class),
                                context.getBean(Orders.class),
                                context.getBean(FetchSettings.class),
                                context.getBean(Tracing.class)),
                        context.getBean(Conclusion.class),
                        context.getBean(FetchSettings.class)),
                context.getBean(ReportStore.class),
                context.getBean(Lacking.class),
                context.getBean(Orders.class),
                context.getBean(Clock.class),
                Optional.empty());
    }
}
