package dev.weekline.meta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.meta.Step.ReadPage;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Bodies and headers with bytes changed, lost, doubled and mixed: whatever comes is an outcome, and no outcome shows
 * the token. A few seconds here; {@code -Dfuzz.seconds=600} for longer, {@code -Dfuzz.seed} for the same again.
 */
class FuzzTest {

    private static final String TOKEN = GraphRig.TOKEN.secret();
    private static final Discretion DISCRETION = new Discretion(GraphRig.TOKEN);
    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final int[] STATUSES = {200, 200, 200, 400, 403, 404, 429, 500, 503, 0, 999};

    private static final List<String> BODIES = List.of(
            GraphBodies.page("c1", GraphBodies.campaign("1"), GraphBodies.campaign("2")),
            GraphBodies.lastPage(
                    GraphBodies.row(
                            "\"campaign_id\":\"23846765228310398\"",
                            "\"campaign_name\":\"Autumn \\ud83c\\udf42 \\u0000 \\\"quoted\\\"\"",
                            "\"spend\":\"310.50\"",
                            "\"reach\":27442",
                            "\"actions\":[{\"action_type\":\"lead\",\"value\":\"3\",\"1d_view\":\"1\"},{\"action_type\":\"x\"}]")),
            GraphBodies.error(190, 463, "Error validating access token " + TOKEN),
            GraphBodies.error(100, 0, "(#100) Tried accessing nonexisting field (" + TOKEN + ") on node type (X)"),
            "{\"error\":{\"code\":1,\"message\":\"reduce the amount of data\",\"error_data\":\"{\\\"a\\\":[1]}\"}}",
            "{\"report_run_id\": 6023920149050}",
            "{\"id\":\"7\",\"async_status\":\"Job Failed\",\"async_percent_completion\":0,\"error_code\":2,\"error_subcode\":1504038}",
            "<!DOCTYPE html><html><body>" + TOKEN + "</body></html>");

    private static final List<String> HEADERS = List.of(
            "{\"call_count\":28,\"total_time\":25,\"total_cputime\":25}",
            "{\"acc_id_util_pct\":9.67,\"reset_time_duration\":100,\"ads_api_access_tier\":\"standard_access\"}",
            "{\"app_id_util_pct\":100,\"acc_id_util_pct\":10}",
            "{\"1\":[{\"type\":\"ads_insights\",\"estimated_time_to_regain_access\":19}],\"2\":{}}");

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void whateverComesIsAnOutcomeThatKeepsTheToken() {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.getLong("fuzz.seconds", 4));
        var tried = 0L;
        while (System.nanoTime() < end) {
            var reply = reply();
            try {
                check(reply);
            } catch (RuntimeException | AssertionError fault) {
                throw new AssertionError(
                        "seed " + seed + ", try " + tried + ": " + new String(reply.body(), UTF_8), fault);
            }
            tried++;
        }
        assertThat(tried).isGreaterThan(1_000);
    }

    private void check(Answered reply) {
        var page = new ReadPage(Part.WHOLE, CAMPAIGNS.fields(), List.of(), 1, 500, Optional.empty(), Optional.empty());
        var question = GraphRig.question(CAMPAIGNS);
        var walk = new Walk(CAMPAIGNS, GraphRig.WEEK, Shape.of(CAMPAIGNS), 10);
        var outcomes = List.of(
                WeekPage.reader(question, page).read(reply, DISCRETION),
                ReportRunReader.begun(reply, DISCRETION),
                ReportRunReader.progress(reply, DISCRETION));
        for (var outcome : outcomes) {
            if (outcome instanceof Failed<?>(var failure)) {
                assertThat(failure.toAnswer(Instant.EPOCH).toString()).doesNotContain(TOKEN);
                assertThat(walk.read(new Failed<>(failure), Instant.EPOCH).toString())
                        .doesNotContain(TOKEN);
            }
            if (outcome instanceof Got<?> got && got.value() instanceof InsightsPage insights) {
                insights.rows().forEach(FuzzTest::assertSound);
            }
        }
        assertThat(reply.usage().kept(DISCRETION).toString()).doesNotContain(TOKEN);
    }

    /** What gets through is fit to be stored. */
    private static void assertSound(InsightsRow row) {
        assertThat(row.key()).doesNotContain("\0");
        assertThat(row.dimensions().values()).noneMatch(value -> value.contains("\0"));
        assertThat(UTF_8.newEncoder().canEncode(row.key() + row.dimensions())).isTrue();
        row.counts()
                .given()
                .values()
                .forEach(number -> assertThat(number.precision()).isLessThanOrEqualTo(60));
    }

    private Answered reply() {
        var headers = new HashMap<String, String>();
        for (var name : UsageHeaders.NAMES) {
            headers.put(name, new String(mutated(any(HEADERS).getBytes(UTF_8)), UTF_8));
        }
        return new Answered(
                STATUSES[random.nextInt(STATUSES.length)],
                mutated(any(BODIES).getBytes(UTF_8)),
                new UsageHeaders(Map.copyOf(headers)),
                random.nextBoolean() ? TOKEN : "Trace1",
                "v26.0");
    }

    private byte[] mutated(byte[] bytes) {
        var changed = bytes;
        for (var i = random.nextInt(6); i > 0; i--) {
            changed = once(changed);
        }
        return changed;
    }

    private byte[] once(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        var at = random.nextInt(bytes.length);
        var copy = bytes.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy[at] = (byte) random.nextInt(256);
            case 1 -> copy[at] = (byte) "{}[]\",:\\0-+.e\0".charAt(random.nextInt(14));
            case 2 -> {
                return Arrays.copyOf(copy, at);
            }
            case 3 -> {
                return joined(
                        Arrays.copyOf(copy, at),
                        Arrays.copyOfRange(copy, Math.min(copy.length, at + 1 + random.nextInt(20)), copy.length));
            }
            case 4 -> {
                var other = any(BODIES).getBytes(UTF_8);
                return joined(
                        Arrays.copyOf(copy, at), Arrays.copyOfRange(other, Math.min(at, other.length), other.length));
            }
            default -> {
                return joined(
                        Arrays.copyOf(copy, at),
                        joined(
                                "[".repeat(random.nextInt(2_000)).getBytes(UTF_8),
                                Arrays.copyOfRange(copy, at, copy.length)));
            }
        }
        return copy;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
