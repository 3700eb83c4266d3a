package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may become of a report run. */
class RunFatesTest {

    private static final Instant NOW = Instant.parse("2025-11-20T12:00:00Z");
    private static final Duration LONG = Duration.ofDays(1);
    private static final SandboxAccount ACCOUNT = SandboxAccount.defaults().getFirst();

    private final Answers answers = new Answers(URI.create("http://localhost"), SandboxSettings.defaults());
    private final ReportRuns runs = answers.runs();

    @ParameterizedTest
    @CsvSource({
        "COMPLETES, Job Completed, 100, false",
        "STAYS_AT_ZERO, Job Running, 0, true",
        "FAILS_TOO_LARGE, Job Failed, 0, false",
        "FAILS_TRANSIENT, Job Failed, 0, false",
        "SKIPPED, Job Skipped, 0, false",
        "STAYS_RUNNING_AT_100, Job Running, 100, true",
        "SUMMARY_HICCUP, Job Completed, 100, false",
    })
    void everyFateEndsInItsOwnState(RunFate fate, String status, int percent, boolean running) throws GraphException {
        var told = told(start(fate), NOW.plus(LONG));

        assertThat(told)
                .containsEntry("async_status", status)
                .containsEntry("async_percent_completion", Integer.toString(percent))
                .containsEntry("is_running", Boolean.toString(running));
    }

    @Test
    void aFailureSaysWhetherItWasTooLarge() throws GraphException {
        var tooLarge = told(start(RunFate.FAILS_TOO_LARGE), NOW.plus(LONG));
        var forNoReason = told(start(RunFate.FAILS_TRANSIENT), NOW.plus(LONG));

        assertThat(tooLarge).containsEntry("error_code", "2").containsEntry("error_subcode", "1504038");
        assertThat(forNoReason).containsEntry("error_code", "2").containsEntry("error_subcode", "1504044");
        assertThat(tooLarge.get("error_user_msg")).isNotBlank().isEqualTo(forNoReason.get("error_user_msg"));
        assertThat(told(start(RunFate.COMPLETES), NOW.plus(LONG)))
                .doesNotContainKeys("error_code", "error_subcode", "error_message");
    }

    @Test
    void aRunMayBeUnknownToTheFirstTwoWhoLook() throws GraphException {
        var run = start(RunFate.UNKNOWN_AT_FIRST);
        var asked = status(run);
        var found = IntStream.range(0, 3)
                .mapToObj(_ -> answers.to(asked, NOW, "A", PageQuirks.NONE).status())
                .toList();

        assertThat(found).containsExactly(400, 400, 200);
    }

    @Test
    void aRunMayStumbleOverASummaryOnce() throws GraphException {
        var run = start(RunFate.SUMMARY_HICCUP);
        var request = request(run.id() + "/insights");
        var page = PageAsked.of(request.parameters(), run.query().question());
        var asked = new Asked.ForRunInsights(run, page, request);

        assertThat(answers.to(asked, NOW.plus(LONG), "A", PageQuirks.NONE).status())
                .isEqualTo(400);
        assertThat(answers.to(asked, NOW.plus(LONG), "A", PageQuirks.NONE).status())
                .isEqualTo(200);
    }

    @Test
    void theFateOfARunMayDependOnItsQuestion() throws GraphException {
        runs.fates(query -> query.level() == Level.AD ? RunFate.SKIPPED : RunFate.COMPLETES);

        assertThat(runs.start(query("ad"), NOW).at(NOW.plus(LONG))).isEqualTo(RunState.SKIPPED);
        assertThat(runs.start(query("account"), NOW).at(NOW.plus(LONG))).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void onlyTheNewestTenThousandRunsAreKept() throws GraphException {
        var first = runs.start(query("account"), NOW).id();
        var second = runs.start(query("account"), NOW).id();
        for (var i = 0; i < 9_999; i++) {
            runs.start(query("account"), NOW);
        }

        assertThat(runs.find(first, NOW)).isEmpty();
        assertThat(runs.find(second, NOW)).isPresent();
    }

    private ReportRun start(RunFate fate) throws GraphException {
        runs.fates(_ -> fate);
        return runs.start(query("account"), NOW);
    }

    private static InsightsQuery query(String level) throws GraphException {
        var today = NOW.atZone(ACCOUNT.zone()).toLocalDate();
        return InsightsParser.parse(new Subject.OfAccount(ACCOUNT), new Parameters(Map.of("level", level)), today);
    }

    private static Asked.ForRun status(ReportRun run) throws GraphException {
        return new Asked.ForRun(run, RunNode.fields(new Parameters(Map.of())), Version.NEWEST);
    }

    private static GraphRequest request(String path) {
        var parts = List.of(path.split("/", -1));
        return new GraphRequest(
                "get",
                Version.NEWEST,
                parts.getFirst(),
                parts.stream().skip(1).findFirst(),
                new Parameters(Map.of()),
                Optional.empty());
    }

    private static Map<String, String> told(ReportRun run, Instant now) throws GraphException {
        var fields = RunNode.fields(new Parameters(Map.of()));
        var json = Caller.json(
                new String(GraphWriter.bytes(out -> RunNode.write(run, fields, now, out)), StandardCharsets.UTF_8));
        var told = new TreeMap<String, String>();
        json.properties()
                .forEach(field -> told.put(field.getKey(), field.getValue().asText()));
        return told;
    }
}
