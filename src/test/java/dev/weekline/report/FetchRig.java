package dev.weekline.report;

import dev.weekline.account.Accounts;
import dev.weekline.quota.CallQuota;
import dev.weekline.run.Cause;
import dev.weekline.run.Runs;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
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
        return Objects.requireNonNull(fetch().take(
                        new ReportKey(Belmonte.ACCOUNT.id(), week), Belmonte.ACCOUNT, Cause.REFRESH, Optional.empty())
                .block());
    }

    /** Reads a week as a caller would have it read. */
    ReportAnswer read(IsoWeek week) {
        var reader = new ReportReader(
                context.getBean(ReportMemory.class),
                context.getBean(ReportStore.class),
                fetch(),
                context.getBean(FetchLanes.class),
                context.getBean(FetchSettings.class),
                context.getBean(Freshness.class),
                context.getBean(CallQuota.class),
                insights,
                context.getBean(Clock.class));
        return Objects.requireNonNull(reader.read(Belmonte.ACCOUNT, week, Duration.ofSeconds(20), Optional.empty())
                .block());
    }

    private Fetch fetch() {
        return new Fetch(
                context.getBean(Accounts.class),
                insights,
                context.getBean(ReportStore.class),
                context.getBean(Runs.class),
                context.getBean(FetchPlanner.class),
                context.getBean(Lacking.class),
                context.getBean(FetchSettings.class),
                context.getBean(Clock.class),
                context.getEventPublisher(ReportTaken.class));
    }
}
