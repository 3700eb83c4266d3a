package dev.weekline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.report.TestService;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The commands, against a running service. */
@TestInstance(Lifecycle.PER_CLASS)
class TerminalTest {

    private final TestService service = TestService.start(
            Map.of(
                    "WEEKLINE_BACKGROUND",
                    "true",
                    "WEEKLINE_PLAN_HORIZON",
                    "1",
                    "WEEKLINE_BACKFILL_EVERY",
                    "200ms",
                    "WEEKLINE_BACKFILL_INITIAL_DELAY",
                    "0s"),
            TestService.account("belmonte"),
            TestService.account("hotel-lumen"));

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void clear() {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aReportIsReadAndShownWithItsChange() throws IOException {
        service.json("/reports/weekly/2025-W38?account=belmonte");

        assertThat(run("report", "belmonte", "2025-W39")).as(err::toString).isZero();

        var body = service.get("/reports/weekly/2025-W39?account=belmonte").body();
        var report = new ObjectMapper().readTree(body);
        var spend = Pattern.compile("\"totals\":\\{\"spend\":([0-9.]+)").matcher(body);
        assertThat(spend.find()).isTrue();
        assertThat(out.toString())
                .contains("Belmonte  2025-W39  2025-09-22 to 2025-09-28", "final, revision 1")
                .containsPattern("spend +" + Pattern.quote(spend.group(1)) + " +-?[0-9.]+ %")
                .contains(report.at("/sections/campaigns/rows/0/campaignName").asText());

        clear();
        assertThat(run("report", "belmonte", "2025-W39", "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out.toString()).at("/sections")).isEqualTo(report.at("/sections"));
    }

    @Test
    void aBackfillIsPlannedAndThenDone() throws IOException {
        assertThat(run("backfill", "--from", "2025-W30", "--to", "2025-W35", "--account", "belmonte", "--dry-run"))
                .isZero();
        assertThat(out.toString()).containsPattern("weeks +calls +units +done by\\R6 +6 +14 +2025-11-05T");

        clear();
        assertThat(run("backfill", "--from", "2025-W30", "--to", "2025-W35", "--account", "belmonte"))
                .as(err::toString)
                .isZero();
        assertThat(out.toString()).contains("done: 6 of 6 weeks stored, 0 failed");
        assertThat(err.toString()).contains("] 100 %");

        clear();
        assertThat(run("coverage", "--account", "belmonte", "--from", "2025-W28", "--to", "2025-W35"))
                .isZero();
        assertThat(out.toString()).containsPattern("belmonte +2025-W28 +\\.\\.###### +2025-W35 +6 of 8");
    }

    @Test
    void theQuotaIsShown() throws IOException {
        assertThat(run("quota")).isZero();

        assertThat(out.toString()).contains("app", "units an hour", "All gates are open");
    }

    @Test
    void whatCannotBeDoneIsASentence() throws IOException {
        assertThat(run("report", "nobody", "2025-W39")).isOne();
        assertThat(err.toString()).contains("No account with this id or slug").doesNotContain("Exception");

        clear();
        assertThat(Terminal.run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        "quota",
                        "--address",
                        "http://127.0.0.1:1",
                        "--key-file",
                        key().toString()))
                .isOne();
        assertThat(err.toString()).contains("Nothing answers at http://127.0.0.1:1: start Weekline");

        clear();
        assertThat(run("nonsense")).isEqualTo(2);
    }

    private int run(String... command) throws IOException {
        var args = new ArrayList<>(List.of(command));
        if (!command[0].equals("nonsense")) {
            args.addAll(List.of("--address", service.weekline.address().toString(), "--key-file", key().toString()));
        }
        return Terminal.run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private Path key() throws IOException {
        return Files.writeString(directory.resolve("key"), TestService.KEY + "\n");
    }
}
