package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.report.ReportAnswer.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentTest {

    /** The week had been over for two days: what is fetched then is fresh for three hours. */
    private static final Instant FETCHED = Belmonte.SETTLING;

    private static final Instant NOW = FETCHED.plusSeconds(600);

    private final HeldReport report = Belmonte.held(FETCHED);
    private final Rendition large = new Rendition("{\"campaignName\":\"Autumn\"}".repeat(100));
    private final Rendition small = new Rendition("{}");

    @Test
    void aReportSaysWhatItIsHowOldAndHowLongItHolds() {
        assertThat(headers(sent(large, null, null)))
                .isEqualTo(Map.of(
                        "ETag", large.etag(),
                        "Cache-Control", "private, max-age=10800",
                        "Age", "600",
                        "Last-Modified", "Tue, 30 Sep 2025 22:00:00 GMT",
                        "Vary", "Accept-Encoding, Authorization, Cookie",
                        "Cache-Status", "Weekline; hit; ttl=10200; detail=memory-fresh",
                        "Server-Timing", "memory"));
    }

    @ParameterizedTest
    @CsvSource({
        "MEMORY, Weekline; hit; ttl=10200; detail=memory-fresh",
        "DATABASE, Weekline; hit; ttl=10200; detail=database-fresh",
        "META, Weekline; fwd=miss; stored; detail=meta-fresh"
    })
    void theAnswerTellsWhereItWasFound(Origin origin, String status) {
        assertThat(headers(Sent.of(report, large, origin, Course.FRESH, ServerTiming.MEMORY, NOW, null, null)))
                .containsEntry("Cache-Status", status);
    }

    @Test
    void aStaleReportTellsForHowLongItHasBeen() {
        var late = Sent.of(
                report,
                large,
                Origin.MEMORY,
                Course.REFRESHING,
                ServerTiming.MEMORY,
                FETCHED.plus(Duration.ofHours(4)),
                null,
                null);

        assertThat(headers(late))
                .containsEntry("Age", "14400")
                .containsEntry("Cache-Status", "Weekline; hit; ttl=-3600; detail=memory-refreshing");
    }

    @Test
    void aFinalReportHoldsForAYearAndNeverChanges() {
        var fetched = Instant.parse("2025-11-02T03:10:22Z");
        var last = Sent.of(
                Belmonte.held(fetched),
                large,
                Origin.MEMORY,
                Course.FRESH,
                ServerTiming.MEMORY,
                fetched.plusSeconds(1),
                null,
                null);

        assertThat(headers(last))
                .containsEntry("Cache-Control", "private, max-age=31536000, immutable")
                .containsEntry("Cache-Status", "Weekline; hit; detail=memory-fresh");
    }

    @Test
    void anAgeIsNeverNegative() {
        assertThat(headers(Sent.of(
                        report,
                        large,
                        Origin.META,
                        Course.MISSING,
                        ServerTiming.MEMORY,
                        FETCHED.minusSeconds(5),
                        null,
                        null)))
                .containsEntry("Age", "0");
    }

    @Test
    void whoTakesGzipGetsItWithATagOfItsOwn() {
        var sent = sent(large, null, "gzip, br");

        assertThat(headers(sent)).containsEntry("Content-Encoding", "gzip").containsEntry("ETag", large.etagGzipped());
        assertThat(sent.body()).isSameAs(large.gzipped());
    }

    @Test
    void compressedBytesAreKeptForTheNextCaller() {
        assertThat(sent(large, null, "gzip").body())
                .isSameAs(sent(large, null, "gzip").body());
    }

    @Test
    void whoDoesNotTakeGzipGetsThePlainBytes() {
        var sent = sent(large, null, "gzip;q=0, *;q=0");

        assertThat(headers(sent)).doesNotContainKey("Content-Encoding").containsEntry("ETag", large.etag());
        assertThat(sent.body()).isSameAs(large.plain());
    }

    @Test
    void whatIsSmallIsNotWorthCompressing() {
        var sent = sent(small, null, "gzip");

        assertThat(headers(sent)).doesNotContainKey("Content-Encoding").containsEntry("ETag", small.etag());
        assertThat(sent.body()).isSameAs(small.plain());
    }

    @Test
    void whoHoldsTheBytesIsNotSentThemAgain() {
        assertThat(sent(large, large.etag(), null).notModified()).isTrue();
        assertThat(sent(large, "W/\"x\", W/" + large.etag(), null).notModified())
                .isTrue();
        assertThat(sent(large, "*", "gzip").notModified()).isTrue();
        assertThat(sent(large, "\"x\"", null).notModified()).isFalse();
        assertThat(sent(large, small.etag(), null).notModified()).isFalse();
        assertThat(sent(large, null, null).notModified()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, gzip", "true, ", "false, gzip", "false, "})
    void notModifiedNamesTheTagThatTheCallerHolds(boolean holdsGzip, @Nullable String acceptEncoding) {
        var held = holdsGzip ? large.etagGzipped() : large.etag();
        var sent = sent(large, held, acceptEncoding);

        assertThat(sent.notModified()).isTrue();
        assertThat(headers(sent)).containsEntry("ETag", held);
    }

    @Test
    void whoHoldsBothIsToldOfTheOneThatWouldBeSent() {
        var both = large.etag() + ", " + large.etagGzipped();

        assertThat(headers(sent(large, both, "gzip"))).containsEntry("ETag", large.etagGzipped());
        assertThat(headers(sent(large, both, null))).containsEntry("ETag", large.etag());
    }

    @Test
    void notModifiedSaysAllTheRestAndNoEncoding() {
        assertThat(headers(sent(large, large.etagGzipped(), "gzip")))
                .containsOnlyKeys(
                        "ETag", "Cache-Control", "Age", "Last-Modified", "Vary", "Cache-Status", "Server-Timing");
    }

    @Test
    void theDateIsTheMomentOfAnswering() {
        assertThat(sent(large, null, null).date()).isEqualTo("Tue, 30 Sep 2025 22:10:00 GMT");
    }

    private Sent sent(Rendition rendition, @Nullable String ifNoneMatch, @Nullable String acceptEncoding) {
        return Sent.of(
                report, rendition, Origin.MEMORY, Course.FRESH, ServerTiming.MEMORY, NOW, ifNoneMatch, acceptEncoding);
    }

    private static Map<String, String> headers(Sent sent) {
        var headers = new LinkedHashMap<String, String>();
        sent.headers((name, value) ->
                assertThat(headers.put(name, value)).as("%s is sent once", name).isNull());
        return headers;
    }
}
