package dev.weekline.report;

import dev.weekline.edge.AnsweredRequest;
import dev.weekline.edge.RequestLines;
import dev.weekline.edge.RequestMeters;
import dev.weekline.report.ReportAnswer.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Where the reports that were sent had come from, and how long that took. */
@Singleton
final class Serving {

    private static final String ROUTE = "/reports/weekly/{week}";

    private static final Duration[] BOUNDS = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Map<From, Timer> timers = new EnumMap<>(From.class);
    private final Timer sent;
    private final Timer notModified;
    private final RequestLines lines;

    /** Where a report was had from. */
    private enum From {
        MEMORY,
        DATABASE,
        FETCH,
        STALE;

        static From of(Origin origin, Course course) {
            return switch (origin) {
                case META -> FETCH;
                case MEMORY -> course == Course.FRESH ? MEMORY : STALE;
                case DATABASE -> course == Course.FRESH ? DATABASE : STALE;
            };
        }
    }

    Serving(MeterRegistry meters, RequestMeters requests, RequestLines lines) {
        for (var from : From.values()) {
            timers.put(
                    from,
                    Timer.builder("weekline.reports.served")
                            .description("Reports that were sent, by where they were had from, and how long that took")
                            .tag("from", from.name().toLowerCase(Locale.ROOT))
                            .serviceLevelObjectives(BOUNDS)
                            .register(meters));
        }
        this.lines = lines;
        this.sent = requests.timer("GET", ROUTE, HttpStatus.OK.getCode());
        this.notModified = requests.timer("GET", ROUTE, HttpStatus.NOT_MODIFIED.getCode());
    }

    /** A report was had. */
    void had(Origin origin, Course course, long nanos) {
        Objects.requireNonNull(timers.get(From.of(origin, course))).record(nanos, TimeUnit.NANOSECONDS);
    }

    /** A report was sent on the shortest way, past everything that counts requests. */
    void sentAtOnce(Sent report, String requestId, long begun) {
        var now = System.nanoTime();
        had(report.origin(), report.course(), now - begun);
        (report.notModified() ? notModified : sent).record(now - begun, TimeUnit.NANOSECONDS);
        if (lines.hasRoom(now)) {
            lines.write(line(report, requestId, now - begun));
        }
    }

    private static AnsweredRequest line(Sent sent, String requestId, long nanos) {
        var key = sent.report().key();
        return new AnsweredRequest(
                "GET",
                ROUTE.replace("{week}", key.week().toString()),
                sent.notModified() ? HttpStatus.NOT_MODIFIED.getCode() : HttpStatus.OK.getCode(),
                nanos,
                requestId,
                Optional.of(key.account().value()),
                Optional.of(key.week().toString()));
    }
}
