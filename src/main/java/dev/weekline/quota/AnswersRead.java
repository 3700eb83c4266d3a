package dev.weekline.quota;

import dev.weekline.database.Lane;
import dev.weekline.database.LaneStatements;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/** How many answers of Meta were logged. Nobody waits for that, so no call has to wait behind it. */
@Singleton
final class AnswersRead extends LaneStatements {

    AnswersRead(R2dbcOperations database) {
        super(database, Lane.BACKGROUND);
    }

    /**
     * @param answers that came since
     * @param goesBackFurther whether there are older ones, so that the span is known from end to end
     */
    record Count(long answers, boolean goesBackFurther) {}

    Mono<Count> since(Instant since) {
        return find(
                connection -> connection.createStatement("""
                                SELECT count(*) AS answers,
                                    EXISTS (SELECT FROM usage_log WHERE told_at < $1) AS goes_back_further
                                FROM usage_log WHERE told_at >= $1
                                """).bind("$1", since.atOffset(ZoneOffset.UTC)),
                row -> new Count(
                        required(row.get("answers", Long.class)),
                        required(row.get("goes_back_further", Boolean.class))));
    }
}
