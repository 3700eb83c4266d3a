package dev.weekline.quota;

import dev.weekline.account.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The quota as the API shows it. */
@Serdeable.Serializable
record QuotaView(List<BucketView> buckets, List<UsageView> usage, List<GateView> gates) {

    static QuotaView of(List<BucketState> buckets, GateState gates, Instant now) {
        return new QuotaView(
                buckets.stream().map(state -> BucketView.of(state, now)).toList(),
                gates.told().stream().map(UsageView::of).toList(),
                gates.closed().stream().map(GateView::of).toList());
    }

    /** One bucket of units. */
    @Serdeable.Serializable
    record BucketView(String name, int unitsPerHour, int capacity, long left, String fullAt) {

        static BucketView of(BucketState state, Instant now) {
            var size = state.bucket().size();
            return new BucketView(
                    state.bucket().name(),
                    size.unitsPerHour(),
                    size.burst(),
                    state.left(),
                    shown(now.plus(state.untilFull())));
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
        return percent.isPresent() ? BigDecimal.valueOf(percent.getAsDouble()).setScale(2, RoundingMode.HALF_UP) : null;
    }

    private static String word(Enum<?> named) {
        return named.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String shown(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
