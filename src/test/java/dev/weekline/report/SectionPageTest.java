package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionPageTest {

    private static final UUID RUN = UUID.fromString("0198c3a2-0000-7000-8000-000000000001");
    private static final Cursor CURSOR = new Cursor(
            Belmonte.KEY,
            Section.PLACEMENTS,
            2,
            new RowSort(Optional.of(Metric.SPEND), true),
            new RowPlace(Optional.of("99.10"), "instagram|instagram_reels"));
    private static final String NEXT =
            "/reports/weekly/2025-W39/placements?account=act_1203300000000017&cursor=" + CURSOR.text() + "&limit=1";

    private static final RowOf REELS = new RowOf()
            .about("publisherPlatform", "instagram")
            .about("platformPosition", "instagram_reels")
            .given(Metric.SPEND, "99.1")
            .given(Metric.CLICKS, "3");

    @Test
    void aPageAsJsonHasItsRowsAndTheWayOn() {
        var response =
                page(Section.PLACEMENTS, REELS.row(), Optional.of(CURSOR)).json();

        assertThat(response.body()).isEqualTo(joined("""
                {"account":{"id":"act_1203300000000017","slug":"belmonte","name":"Belmonte","currency":"PLN",
                "timeZone":"Europe/Warsaw"},"week":"2025-W39","section":"placements","rowCount":40,"revision":2,"rows":[
                {"publisherPlatform":"instagram","platformPosition":"instagram_reels",
                "spend":99.10,"clicks":3,"cpc":33.033333}],
                "next":"%s"}""").formatted(NEXT));
        assertThat(response.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(response.getHeaders().get("Vary")).isEqualTo("Accept, Accept-Encoding, Authorization, Cookie");
    }

    @Test
    void theLastPageHasNoWayOn() {
        assertThat(page(Section.PLACEMENTS, REELS.row(), Optional.empty())
                        .json()
                        .body())
                .asString()
                .doesNotContain("next");
        assertThat(page(Section.PLACEMENTS, REELS.row(), Optional.empty())
                        .csv()
                        .getHeaders()
                        .get("Link"))
                .isNull();
    }

    @Test
    void aPageAsCsvIsATableOfEveryFigure() {
        var response =
                page(Section.PLACEMENTS, REELS.row(), Optional.of(CURSOR)).csv();

        assertThat(response.body()).isEqualTo("""
                publisherPlatform,platformPosition,spend,impressions,reach,frequency,clicks,linkClicks,ctr,cpc,cpm,\
                leads,costPerLead,purchases,purchaseValue,costPerPurchase,roas,registrations,costPerRegistration\r
                instagram,instagram_reels,99.10,,,,3,,,33.033333,,,,,,,,,\r
                """);
        assertThat(response.getHeaders().get("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(response.getHeaders().get("Link")).isEqualTo("<" + NEXT + "&format=csv>; rel=\"next\"");
    }

    @Test
    void everyLineOfATableHasTheSameNumberOfCells() {
        var table = csv(Section.PLACEMENTS, REELS.row()) + csv(Section.PLACEMENTS, new RowOf().row());

        assertThat(table.lines()
                        .map(line -> line.chars().filter(c -> c == ',').count())
                        .distinct())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "Spring → Spring",
                "Wiosna 🌷 → Wiosna 🌷",
                "Spring, summer → \"Spring, summer\"",
                "The \"big\" sale → \"The \"\"big\"\" sale\"",
                "\" → \"\"\"\"",
                "it's → it's"
            })
    void aNameIsQuotedOnlyWhereItMustBe(String name, String cell) {
        assertThat(nameCell(name)).isEqualTo(cell);
    }

    @Test
    void linesWithinANameStayWithinTheirCell() {
        assertThat(nameCell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(nameCell("two\r\nlines")).isEqualTo("\"two\r\nlines\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tcmd", "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠SUM(A1)"})
    void aNameThatLooksLikeAFormulaIsDisarmed(String name) {
        assertThat(nameCell(name)).isEqualTo("'" + name);
    }

    @Test
    void aFormulaIsDisarmedWithinQuotesToo() {
        assertThat(nameCell("=HYPERLINK(\"http://x\",1)")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",1)\"");
        assertThat(nameCell("\r=1")).isEqualTo("\"'\r=1\"");
        assertThat(nameCell("\n=1")).isEqualTo("\"'\n=1\"");
    }

    @Test
    void aNegativeNumberStaysANumber() {
        var table = csv(
                Section.CAMPAIGNS,
                new RowOf()
                        .about("campaignId", "id")
                        .given(Metric.SPEND, "-1.5")
                        .row());

        assertThat(table).contains("\r\nid,,,,-1.50,");
    }

    @Test
    void anIdOrADateIsNotAFormula() {
        assertThat(nameCell("2025-09-22")).isEqualTo("2025-09-22");
        assertThat(nameCell("a=b")).isEqualTo("a=b");
        assertThat(nameCell("")).isEmpty();
    }

    /** The cell of a campaign's name, between its id and its objective. */
    private static String nameCell(String name) {
        var table = csv(
                Section.CAMPAIGNS,
                new RowOf()
                        .about("campaignId", "id")
                        .about("campaignName", name)
                        .about("objective", "objective")
                        .row());
        return table.substring(table.indexOf("\r\nid,") + "\r\nid,".length(), table.indexOf(",objective,,"));
    }

    private static String csv(Section section, StoredRow row) {
        return Objects.requireNonNull(page(section, row, Optional.empty()).csv().body())
                .toString();
    }

    private static SectionPage page(Section section, StoredRow row, Optional<Cursor> next) {
        var state = new SectionState(section, section.recipe().label(), 40, RUN, "", true, List.of());
        var rows = List.of(RowView.of(row, section, EventChoice.NONE, List.of()));
        return new SectionPage(Belmonte.ACCOUNT, Belmonte.WEEK, state, 2, new SectionRows.Page(rows, next), 1);
    }

    private static String joined(String lines) {
        return lines.lines().collect(Collectors.joining());
    }
}
