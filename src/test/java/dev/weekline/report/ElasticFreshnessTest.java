package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** While little of the quota is left, reports stay fresh for longer, and say so. */
class ElasticFreshnessTest {

    private static final String OPEN = "/reports/weekly/2025-W45?account=belmonte";
    private static final String FINAL = "/reports/weekly/2025-W39?account=belmonte";

    private TestService service = TestService.start(TestService.account("belmonte"));

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void withAmpleQuotaTheTableHoldsAndNothingIsSaid() {
        service.json(OPEN);
        service.time.pass(Duration.ofMinutes(16));

        var due = service.get(OPEN);

        assertThat(due.headers().firstValue("Cache-Status").orElseThrow()).contains("refreshing");
        assertThat(TestService.json(due).has("freshness")).isFalse();
    }

    @Test
    void withLittleQuotaWhatIsDueIsServedAsFreshAndSaysForHowLong() {
        scarce();
        var first = service.get(OPEN);
        var fetchedAt = Instant.parse(TestService.json(first).at("/fetchedAt").asText());
        var calls = service.sandbox.counters().total();
        assertThat(TestService.json(first).has("freshness")).isFalse();
        assertThat(cacheControl(first)).isEqualTo("private, max-age=900");
        service.time.pass(Duration.ofMinutes(16));

        var stretched = service.get(OPEN);
        var again = service.get(OPEN);
        var few = service.json(OPEN + "&rows=1");

        var freshness = TestService.json(stretched).at("/freshness");
        var by = freshness.at("/stretchedBy").asDouble();
        var until = Instant.parse(freshness.at("/until").asText());
        assertThat(by).isBetween(1.5, 4.0);
        assertThat(Duration.between(fetchedAt, until).toSeconds()).isBetween((long) (by * 895), (long) (by * 905));
        assertThat(cacheControl(stretched))
                .isEqualTo(
                        "private, max-age=" + Duration.between(fetchedAt, until).toSeconds());
        assertThat(stretched.headers().firstValue("Cache-Status").orElseThrow())
                .contains("detail=database-fresh")
                .contains(
                        "ttl=" + Duration.between(service.time.instant(), until).toSeconds());
        assertThat(again.headers().firstValue("Cache-Status").orElseThrow()).contains("detail=memory-fresh");
        assertThat(again.body()).isEqualTo(stretched.body());
        assertThat(few.at("/freshness")).isEqualTo(freshness);
        assertThat(service.sandbox.counters().total()).isEqualTo(calls);

        service.time.set(until);
        assertThat(service.get(OPEN).headers().firstValue("Cache-Status").orElseThrow())
                .contains("refreshing");
    }

    @Test
    void aQuotaThatHasRecoveredEndsItWithinTheHour() {
        scarce(Map.of("WEEKLINE_FRESHNESS_OPEN", "1h", "WEEKLINE_QUOTA_UNITS_PER_HOUR", "11"));
        service.json(OPEN);
        service.time.pass(Duration.ofMinutes(61));
        service.json("/reports/weekly/2025-W44?account=belmonte");
        assertThat(service.json(OPEN).at("/freshness/stretchedBy").asDouble()).isGreaterThan(2);

        service.time.pass(Duration.ofMinutes(61));

        assertThat(service.get(OPEN).headers().firstValue("Cache-Status").orElseThrow())
                .contains("refreshing");
    }

    @Test
    void whatIsFinalIsNotConcerned() {
        scarce();
        service.json(FINAL);
        service.time.pass(Duration.ofDays(1));

        var answer = service.get(FINAL);

        assertThat(TestService.json(answer).has("freshness")).isFalse();
        assertThat(cacheControl(answer)).contains("immutable");
    }

    /** A week takes most of what there is, and little comes back. */
    private void scarce() {
        scarce(Map.of("WEEKLINE_QUOTA_UNITS_PER_HOUR", "2"));
    }

    private void scarce(Map<String, String> more) {
        service.close();
        var settings = new HashMap<>(Map.of("WEEKLINE_QUOTA_BURST", "20"));
        settings.putAll(more);
        service = TestService.start(settings, TestService.account("belmonte"));
    }

    private static String cacheControl(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Control").orElseThrow();
    }
}
