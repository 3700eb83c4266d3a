package dev.weekline.quota;

import io.r2dbc.spi.Statement;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What Meta said of its limits, in the database. */
@Singleton
final class UsageRows {

    private static final char NOTHING_A_TEXT_MAY_HOLD = '\0';

    private final Statements database;

    UsageRows(Statements database) {
        this.database = database;
    }

    /** Stores a batch whole or not at all, and once however often it is tried; tells how many were new. */
    Mono<Long> add(List<LoggedUsage> batch) {
        return database.count(connection -> bind(connection.createStatement("""
                        INSERT INTO usage_log (account_id, told_at, answer_id, section, app_usage, account_usage,
                            insights_throttle, use_case_usage, app_percent, account_percent, insights_percent, reached)
                        SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::uuid[], $4::text[], $5::text[],
                            $6::text[], $7::text[], $8::text[], $9::double precision[], $10::double precision[],
                            $11::double precision[], $12::text[])
                        ON CONFLICT DO NOTHING
                        """), batch));
    }

    /** Removes what is older, at most so many rows; tells how many were removed. */
    Mono<Long> remove(Instant before, int most) {
        return database.count(connection -> connection
                .createStatement("""
                        DELETE FROM usage_log WHERE (account_id, told_at, answer_id) IN (
                            SELECT account_id, told_at, answer_id FROM usage_log
                            WHERE told_at < $1 ORDER BY told_at LIMIT $2)
                        """)
                .bind("$1", before.atOffset(ZoneOffset.UTC))
                .bind("$2", most));
    }

    private static Statement bind(Statement statement, List<LoggedUsage> batch) {
        return statement
                .bind("$1", texts(batch, usage -> usage.account().value()))
                .bind(
                        "$2",
                        batch.stream()
                                .map(usage -> usage.at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new))
                .bind("$3", batch.stream().map(LoggedUsage::id).toArray(UUID[]::new))
                .bind("$4", texts(batch, LoggedUsage::section))
                .bind("$5", header(batch, "x-app-usage"))
                .bind("$6", header(batch, "x-ad-account-usage"))
                .bind("$7", header(batch, "x-fb-ads-insights-throttle"))
                .bind("$8", header(batch, "x-business-use-case-usage"))
                .bind("$9", percents(batch, UsageReading::app))
                .bind("$10", percents(batch, UsageReading::account))
                .bind("$11", percents(batch, UsageReading::insights))
                .bind("$12", texts(batch, UsageRows::reached));
    }

    private static @Nullable String[] header(List<LoggedUsage> batch, String name) {
        return texts(batch, usage -> usage.usage().headers().get(name));
    }

    private static @Nullable String[] texts(List<LoggedUsage> batch, Function<LoggedUsage, @Nullable String> text) {
        return batch.stream().map(usage -> storable(text.apply(usage))).toArray(String[]::new);
    }

    private static @Nullable Double[] percents(
            List<LoggedUsage> batch, Function<UsageReading, OptionalDouble> percent) {
        return batch.stream()
                .map(usage -> percent.apply(usage.reading()))
                .map(told -> told.isPresent() ? told.getAsDouble() : null)
                .toArray(Double[]::new);
    }

    private static @Nullable String reached(LoggedUsage usage) {
        return usage.reached()
                .map(CallQuota.Reached::gate)
                .filter(gate -> gate != Gate.OURS)
                .map(gate -> gate.name().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace(NOTHING_A_TEXT_MAY_HOLD, ' ');
    }
}
