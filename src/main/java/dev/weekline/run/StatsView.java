package dev.weekline.run;

import io.micronaut.serde.annotation.Serdeable;
import io.r2dbc.spi.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What many runs say together, as the API shows it. */
@Serdeable.Serializable
record StatsView(
        String from,
        String to,
        long runs,
        long callCount,
        long units,
        @Nullable BigDecimal errorRate,
        List<StatusView> statuses,
        List<AccountView> accounts,
        String sectionsFrom,
        List<SectionView> sections,
        List<DayView> days) {

    private static final int DECIMALS = 6;

    /** How many runs came to one status. */
    @Serdeable.Serializable
    record StatusView(String status, long runs) {}

    /** How long half of them take at most, 95 of 100, and 99 of 100; in milliseconds. */
    @Serdeable.Serializable
    record PercentilesView(long p50Ms, long p95Ms, long p99Ms) {

        /** Nothing where there was nothing to measure. */
        static @Nullable PercentilesView of(Row row) {
            var found = row.get("percentiles", Long[].class);
            return found == null ? null : new PercentilesView(found[0], found[1], found[2]);
        }
    }

    /** The runs of an account. */
    @Serdeable.Serializable
    record AccountView(
            String account,
            long runs,
            long callCount,
            long units,
            long throttled,
            @Nullable BigDecimal errorRate,
            @Nullable PercentilesView duration) {

        static AccountView of(Row row) {
            var columns = new Columns(row);
            return new AccountView(
                    columns.required("account_id", String.class),
                    columns.number("runs"),
                    columns.number("calls"),
                    columns.number("units"),
                    columns.number("throttled"),
                    rate(columns.number("errors"), columns.number("ended")),
                    PercentilesView.of(row));
        }
    }

    /** What runs asked of one section. */
    @Serdeable.Serializable
    record SectionView(
            String section,
            long runs,
            long callCount,
            long units,
            @Nullable PercentilesView duration) {

        static SectionView of(Row row) {
            var columns = new Columns(row);
            return new SectionView(
                    columns.required("section", String.class),
                    columns.number("runs"),
                    columns.number("calls"),
                    columns.number("units"),
                    PercentilesView.of(row));
        }
    }

    /** The runs of a day. */
    @Serdeable.Serializable
    record DayView(
            String date,
            long runs,
            long errors,
            long throttled,
            long refusedCalls,
            long units,
            List<CauseView> causes) {

        private static DayView of(LocalDate day, List<Share> shares) {
            var causes =
                    shares.stream().collect(Collectors.groupingBy(Share::cause, TreeMap::new, Collectors.toList()));
            return new DayView(
                    day.toString(),
                    Share.runs(shares, _ -> true),
                    Share.runs(shares, Share::isError),
                    Share.runs(shares, Share::isThrottled),
                    shares.stream().mapToLong(Share::refused).sum(),
                    shares.stream().mapToLong(Share::units).sum(),
                    causes.entrySet().stream()
                            .map(cause -> new CauseView(
                                    cause.getKey(),
                                    Share.runs(cause.getValue(), _ -> true),
                                    cause.getValue().stream()
                                            .mapToLong(Share::units)
                                            .sum()))
                            .toList());
        }
    }

    /** The runs of a day for one cause. */
    @Serdeable.Serializable
    record CauseView(String cause, long runs, long units) {}

    static StatsView of(StatsRange range, List<Share> shares, List<AccountView> accounts, List<SectionView> sections) {
        var days = shares.stream().collect(Collectors.groupingBy(Share::day, TreeMap::new, Collectors.toList()));
        return new StatsView(
                range.from().truncatedTo(ChronoUnit.MILLIS).toString(),
                range.to().truncatedTo(ChronoUnit.MILLIS).toString(),
                Share.runs(shares, _ -> true),
                shares.stream().mapToLong(Share::calls).sum(),
                shares.stream().mapToLong(Share::units).sum(),
                rate(Share.runs(shares, Share::isError), Share.runs(shares, share -> !share.is(RunStatus.RUNNING))),
                statuses(shares),
                accounts,
                range.ofSections().from().truncatedTo(ChronoUnit.MILLIS).toString(),
                sections,
                days.entrySet().stream()
                        .map(day -> DayView.of(day.getKey(), day.getValue()))
                        .toList());
    }

    private static List<StatusView> statuses(List<Share> shares) {
        return List.of(RunStatus.values()).stream()
                .map(status -> new StatusView(status.word(), Share.runs(shares, share -> share.is(status))))
                .toList();
    }

    /** Nothing where nothing is over. */
    private static @Nullable BigDecimal rate(long errors, long ended) {
        return ended == 0
                ? null
                : BigDecimal.valueOf(errors).divide(BigDecimal.valueOf(ended), DECIMALS, RoundingMode.HALF_UP);
    }
}
