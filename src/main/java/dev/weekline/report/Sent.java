package dev.weekline.report;

import dev.weekline.edge.AcceptEncoding;
import dev.weekline.report.ReportAnswer.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a report goes out: which bytes, and the headers that say what they are, how old and how long they hold.
 *
 * @param notModified the caller holds these bytes already
 * @param gzipped they go out compressed, or are held so
 */
record Sent(
        HeldReport report,
        Rendition rendition,
        Origin origin,
        Course course,
        ServerTiming timing,
        Instant now,
        boolean notModified,
        boolean gzipped) {

    private static final int WORTH_COMPRESSING = 1_024;

    static Sent of(
            HeldReport report,
            Rendition rendition,
            Origin origin,
            Course course,
            ServerTiming timing,
            Instant now,
            @Nullable String ifNoneMatch,
            @Nullable String acceptEncoding) {
        var wanted = acceptEncoding != null
                && rendition.plain().length >= WORTH_COMPRESSING
                && AcceptEncoding.takesGzip(acceptEncoding);
        var held = ifNoneMatch != null && rendition.matches(ifNoneMatch, wanted);
        // Who holds the other encoding holds the report too, and is told of the tag that it holds.
        var heldOtherwise = ifNoneMatch != null && !held && rendition.matches(ifNoneMatch, !wanted);
        return new Sent(report, rendition, origin, course, timing, now, held || heldOtherwise, wanted != heldOtherwise);
    }

    /** The bytes of the body; what a caller holds already is not sent again. */
    byte[] body() {
        return gzipped ? rendition.gzipped() : rendition.plain();
    }

    void headers(BiConsumer<String, String> header) {
        header.accept("ETag", gzipped ? rendition.etagGzipped() : rendition.etag());
        header.accept("Cache-Control", report.cacheControl());
        header.accept("Age", Long.toString(age()));
        header.accept("Last-Modified", report.lastModified());
        header.accept("Vary", "Accept-Encoding, Authorization, Cookie");
        header.accept("Cache-Status", cacheStatus());
        header.accept(ServerTiming.NAME, timing.header());
        if (gzipped && !notModified) {
            header.accept("Content-Encoding", "gzip");
        }
    }

    /** The moment of answering, as HTTP writes it. */
    String date() {
        return HttpDate.of(now);
    }

    private long age() {
        return Math.max(0, Duration.between(report.fetchedAt(), now).toSeconds());
    }

    private String cacheStatus() {
        return switch (origin) {
            case META ->
                "Weekline; fwd=" + (course == Course.FORCED ? "request" : "miss") + "; stored; detail=meta-"
                        + course.word();
            case MEMORY -> "Weekline; hit" + ttl() + "; detail=memory-" + course.word();
            case DATABASE -> "Weekline; hit" + ttl() + "; detail=database-" + course.word();
        };
    }

    /** Seconds left fresh, negative where the report is stale and being refreshed. */
    private String ttl() {
        return report.freshUntil().equals(Instant.MAX)
                ? ""
                : "; ttl=" + Duration.between(now, report.freshUntil()).toSeconds();
    }
}
