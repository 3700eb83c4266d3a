package dev.weekline.quota;

import io.r2dbc.spi.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What all replicas have learned of the sizes of buckets, in the database. */
@Singleton
final class SizeRows {

    private final Statements database;

    SizeRows(Statements database) {
        this.database = database;
    }

    /** Stores what was learned; newer evidence stays, unless it was learned under another guess. */
    Mono<Long> put(List<Learned> learned) {
        return database.count(connection -> connection
                .createStatement("""
                        INSERT INTO quota_size (bucket, guess, size, changed_at, units, percent, told_at)
                        SELECT * FROM unnest($1::text[], $2::double precision[], $3::double precision[],
                            $4::timestamptz[], $5::double precision[], $6::double precision[], $7::timestamptz[])
                        ON CONFLICT (bucket) DO UPDATE
                        SET guess = EXCLUDED.guess, size = EXCLUDED.size, changed_at = EXCLUDED.changed_at,
                            units = EXCLUDED.units, percent = EXCLUDED.percent, told_at = EXCLUDED.told_at
                        WHERE quota_size.told_at < EXCLUDED.told_at OR quota_size.guess <> EXCLUDED.guess
                        """)
                .bind("$1", learned.stream().map(Learned::name).toArray(String[]::new))
                .bind("$2", numbers(learned, Estimate::guess))
                .bind("$3", numbers(learned, Estimate::size))
                .bind("$4", moments(learned, Estimate::changed))
                .bind("$5", numbers(learned, estimate -> evidence(estimate).units()))
                .bind("$6", numbers(learned, estimate -> evidence(estimate).percent()))
                .bind("$7", moments(learned, estimate -> evidence(estimate).at())));
    }

    /** What was learned from evidence that is not older. */
    Flux<Learned> since(Instant evidence) {
        return database.list(
                connection -> connection.createStatement("""
                                SELECT bucket, guess, size, changed_at, units, percent, told_at
                                FROM quota_size WHERE told_at >= $1
                                """).bind("$1", evidence.atOffset(ZoneOffset.UTC)),
                SizeRows::learned);
    }

    /** Removes what was learned from older evidence. */
    Mono<Long> remove(Instant evidence) {
        return database.count(connection -> connection
                .createStatement("DELETE FROM quota_size WHERE told_at < $1")
                .bind("$1", evidence.atOffset(ZoneOffset.UTC)));
    }

    private static Learned learned(Row row) {
        var bucket = get(row, "bucket", String.class);
        return new Learned(
                Learned.account(bucket),
                new Estimate(
                        get(row, "guess", Double.class),
                        get(row, "size", Double.class),
                        get(row, "changed_at", Instant.class),
                        Optional.of(new Estimate.Evidence(
                                get(row, "units", Double.class),
                                get(row, "percent", Double.class),
                                get(row, "told_at", Instant.class)))));
    }

    private static Estimate.Evidence evidence(Estimate estimate) {
        return estimate.evidence().orElseThrow();
    }

    private static Double[] numbers(List<Learned> learned, Function<Estimate, Double> number) {
        return learned.stream().map(one -> number.apply(one.estimate())).toArray(Double[]::new);
    }

    private static OffsetDateTime[] moments(List<Learned> learned, Function<Estimate, Instant> moment) {
        return learned.stream()
                .map(one -> moment.apply(one.estimate()).atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static <T> T get(Row row, String column, Class<T> type) {
        @Nullable T value = row.get(column, type);
        return Objects.requireNonNull(value, column);
    }
}
