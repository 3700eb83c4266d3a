package dev.weekline.boot;

import dev.weekline.backfill.LastStep;
import dev.weekline.quota.GateState;
import dev.weekline.work.LeasesHeld;
import dev.weekline.work.Link;
import dev.weekline.work.Workload;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the parts of the service are doing, as {@code GET /health} tells operators. What the database does not tell in
 * time is left out.
 */
@Serdeable.Serializable
record HealthDetails(
        BackgroundView background,
        @Nullable LeasesView leases,
        @Nullable QueueView queue,
        List<GateView> gates,
        NoticesView notices,
        DatabaseView database) {

    /** What the background of this replica did last. */
    @Serdeable.Serializable
    record BackgroundView(boolean enabled, @Nullable StepView lastStep) {

        static BackgroundView of(LastStep step) {
            return new BackgroundView(step.isOn(), step.find().map(StepView::of).orElse(null));
        }
    }

    @Serdeable.Serializable
    record StepView(
            String at,
            String what,
            @Nullable String week,
            int stored,
            int failed,
            int callCount,
            int units,
            @Nullable String setback) {

        static StepView of(LastStep.Taken step) {
            return new StepView(
                    shown(step.at()),
                    step.what(),
                    step.week().orElse(null),
                    step.stored(),
                    step.failed(),
                    step.cost().calls(),
                    step.cost().units(),
                    step.setback().orElse(null));
        }
    }

    /** Weeks that are fetched, in the whole cluster. */
    @Serdeable.Serializable
    record LeasesView(long held, @Nullable String oldestSince, long lapsed, long longestLapsedSeconds) {

        static LeasesView of(LeasesHeld held, Workload work) {
            return new LeasesView(
                    held.weeks(),
                    held.oldest().map(HealthDetails::shown).orElse(null),
                    work.lapsed(),
                    work.longestLapsed());
        }
    }

    /** Weeks that the background has still to do. */
    @Serdeable.Serializable
    record QueueView(
            long queued, long running, long dead, @Nullable String nextDue) {

        static QueueView of(Workload work, Optional<Instant> nextDue) {
            return new QueueView(
                    work.queued(),
                    work.running(),
                    work.dead(),
                    nextDue.map(HealthDetails::shown).orElse(null));
        }
    }

    /** A gate of Meta's that is closed. */
    @Serdeable.Serializable
    record GateView(String gate, @Nullable String account, String stops, String reason, String opensAt) {

        static GateView of(GateState.Shut shut) {
            return new GateView(
                    word(shut.closed().gate()),
                    shut.account().map(account -> account.value()).orElse(null),
                    word(shut.work()),
                    shut.closed().reason(),
                    shown(shut.closed().opens()));
        }
    }

    /** Whether this replica hears of the others. */
    @Serdeable.Serializable
    record NoticesView(boolean connected, String since) {

        static NoticesView of(Link link) {
            return new NoticesView(link.connected(), shown(link.since()));
        }
    }

    /** The database, and whether it was brought along. */
    @Serdeable.Serializable
    record DatabaseView(
            boolean embedded,
            @Nullable String version,
            @Nullable String startedAt,
            @Nullable Long bytes) {}

    private static String word(Enum<?> named) {
        return named.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
