package dev.weekline.quota;

import dev.weekline.account.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The quota as the API shows it. */
@Serdeable.Serializable
record QuotaView(
        List<BucketView> buckets,
        List<UsageView> usage,
        List<GateView> gates,
        TodayView today,
        @Nullable ForecastView forecast) {

    /** One bucket of units. */
    @Serdeable.Serializable
    record BucketView(
            String name, int unitsPerHour, int capacity, long left, String fullAt, SizeView hour, DayView day) {

        static BucketView of(BucketState state, SizeView hour, DailyBudget.State day, Instant now) {
            var size = state.bucket().size();
            return new BucketView(
                    state.bucket().name(),
                    size.unitsPerHour(),
                    size.burst(),
                    state.left(),
                    shown(now.plus(state.untilFull())),
                    hour,
                    new DayView(day.budget(), day.spent(), day.left()));
        }
    }

    /** How much Meta seems to allow in an hour. */
    @Serdeable.Serializable
    record SizeView(
            BigDecimal guess, BigDecimal estimate, @Nullable EvidenceView evidence) {

        static SizeView of(double guess, Optional<Estimate> learned, Instant now) {
            return new SizeView(
                    number(guess),
                    number(learned.map(Estimate::size).orElse(guess)),
                    learned.flatMap(Estimate::evidence)
                            .map(evidence -> EvidenceView.of(evidence, now))
                            .orElse(null));
        }
    }

    /** What was learned from. */
    @Serdeable.Serializable
    record EvidenceView(BigDecimal units, BigDecimal percent, String toldAt, long ageSeconds) {

        static EvidenceView of(Estimate.Evidence evidence, Instant now) {
            return new EvidenceView(
                    number(evidence.units()),
                    number(evidence.percent()),
                    shown(evidence.at()),
                    Math.max(0, Duration.between(evidence.at(), now).toSeconds()));
        }
    }

    /** The budget of a day for background work. */
    @Serdeable.Serializable
    record DayView(long budget, long spent, long left) {}

    /** What was spent since midnight UTC. */
    @Serdeable.Serializable
    record TodayView(String since, long units, long calls, List<SharedView> spent) {

        static TodayView of(Instant midnight, List<SpentRows.Share> shares) {
            return new TodayView(
                    shown(midnight),
                    shares.stream().mapToLong(SpentRows.Share::units).sum(),
                    shares.stream().mapToLong(SpentRows.Share::calls).sum(),
                    shares.stream().map(SharedView::of).toList());
        }
    }

    /** What was spent for one cause on one section. */
    @Serdeable.Serializable
    record SharedView(String cause, String section, long units, long calls) {

        static SharedView of(SpentRows.Share share) {
            return new SharedView(share.cause(), share.section(), share.units(), share.calls());
        }
    }

    /** When all that is queued in the background can be done. */
    @Serdeable.Serializable
    record ForecastView(long queuedUnits, String emptyAt) {

        static ForecastView of(long units, Instant emptyAt) {
            return new ForecastView(units, shown(emptyAt));
        }
    }

    /** What Meta said last of one account. */
    @Serdeable.Serializable
    record UsageView(
            String account,
            String toldAt,
            long ageSeconds,
            @Nullable BigDecimal app,
            @Nullable BigDecimal adAccount,
            @Nullable BigDecimal insights) {

        static UsageView of(GateState.Told told) {
            var reading = told.reading();
            return new UsageView(
                    told.account().value(),
                    shown(told.at()),
                    told.age().toSeconds(),
                    percent(reading.app()),
                    percent(reading.account()),
                    percent(reading.insights()));
        }
    }

    /** One gate that is closed. */
    @Serdeable.Serializable
    record GateView(String gate, @Nullable String account, String stops, String reason, String opensAt) {

        static GateView of(GateState.Shut shut) {
            return new GateView(
                    word(shut.closed().gate()),
                    text(shut.account()),
                    word(shut.work()),
                    shut.closed().reason(),
                    shown(shut.closed().opens()));
        }
    }

    private static @Nullable String text(Optional<AccountId> account) {
        return account.map(AccountId::value).orElse(null);
    }

    private static @Nullable BigDecimal percent(OptionalDouble percent) {
        return percent.isPresent() ? number(percent.getAsDouble()) : null;
    }

    private static BigDecimal number(double number) {
        return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
    }

    private static String word(Enum<?> named) {
        return named.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
