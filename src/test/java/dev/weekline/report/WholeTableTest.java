package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.sandbox.SandboxAccount;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A section of thousands of rows comes as one table, or visibly not at all. */
class WholeTableTest {

    private static final SandboxAccount MANY =
            SandboxAccount.of("act_1203300000000777", "many-ads", "EUR", "UTC", 50, 2_500);
    private static final String SECTION = "/reports/weekly/2025-W40/relevance?account=many-ads";

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(MANY);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aTableHasEveryRowInTheOrderOfThePages() {
        var table = csv(SECTION);
        var paged = new ArrayList<String>();
        var next = SECTION + "&limit=700";
        while (!next.isEmpty()) {
            var page = service.json(next);
            page.at("/rows").forEach(row -> paged.add(row.at("/adId").asText()));
            next = page.path("next").asText();
        }

        assertThat(firstCells(table)).hasSize(2_500).isEqualTo(paged).doesNotHaveDuplicates();
    }

    @Test
    void aTableIsSentInWhateverOrderIsWanted() {
        assertThat(firstCells(csv(SECTION + "&sort=impressions")))
                .hasSize(2_500)
                .containsExactlyInAnyOrderElementsOf(firstCells(csv(SECTION)));
    }

    @Test
    void aLimitMakesAPageOfATable() {
        var page = service.get(SECTION + "&limit=5", "Accept", "text/csv");

        assertThat(firstCells(page.body())).hasSize(5);
        assertThat(page.headers().firstValue("Link")).isPresent();
        assertThat(service.get(SECTION, "Accept", "text/csv").headers().firstValue("Link"))
                .isEmpty();
    }

    @Test
    void aPlainLinkGetsATableWithAName() {
        var asBrowsersAsk = service.get(
                SECTION + "&format=csv", "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

        assertThat(asBrowsersAsk.body()).isEqualTo(csv(SECTION));
        assertThat(asBrowsersAsk.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"many-ads-2025-W40-relevance.csv\"");
    }

    @Test
    void theFormatCountsBeforeTheHeader() {
        var rows = service.get(SECTION + "&format=json&limit=1", "Accept", "text/csv, application/json");
        var unknown = service.get(SECTION + "&format=xlsx");

        assertThat(TestService.json(rows).at("/rows")).hasSize(1);
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(TestService.json(unknown).at("/field").asText()).isEqualTo("format");
    }

    @Test
    void aHeadOfATableHasNoBody() {
        var head = service.send(service.direct(SECTION, "Accept", "text/csv")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aTableThatCannotBeFinishedBreaksOff() throws SQLException {
        var other = "/reports/weekly/2025-W41/relevance?account=many-ads";
        csv(other);
        try (var connection = service.database.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    DELETE FROM insight_row WHERE week_start = '2025-10-06' AND section = 'relevance'
                        AND row_key = (SELECT max(row_key) FROM insight_row
                            WHERE week_start = '2025-10-06' AND section = 'relevance')
                    """);
        }

        assertThatThrownBy(() -> service.http()
                        .send(service.direct(other, "Accept", "text/csv").build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    private static String csv(String path) {
        var answer = service.get(path, "Accept", "text/csv");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> firstCells(String table) {
        return table.lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
    }
}
