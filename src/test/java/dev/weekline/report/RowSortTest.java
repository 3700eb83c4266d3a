package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowSortTest {

    private static final EventChoice EVENTS =
            new EventChoice(Map.of(BusinessEvent.LEAD, "lead", BusinessEvent.PURCHASE, "omni_purchase"));

    @ParameterizedTest
    @EnumSource
    void rowsCanBeSortedByEveryFigureBothWays(Metric metric) {
        assertThat(RowSort.parse(metric.word(), Section.DAILY)).contains(new RowSort(Optional.of(metric), false));
        assertThat(RowSort.parse("-" + metric.word(), Section.DAILY)).contains(new RowSort(Optional.of(metric), true));
    }

    @Test
    void onlyDaysCanBeSortedByDate() {
        assertThat(RowSort.parse("date", Section.DAILY)).contains(new RowSort(Optional.empty(), false));
        assertThat(RowSort.parse("-date", Section.DAILY)).contains(new RowSort(Optional.empty(), true));
        assertThat(RowSort.parse("date", Section.CAMPAIGNS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "--spend",
                "+spend",
                "Spend",
                "SPEND",
                " spend",
                "spend ",
                "spend desc",
                "spend,clicks",
                "row_key",
                "spend; DROP TABLE insight_row",
                "spend)::text, (SELECT encrypted_token FROM account_credential"
            })
    void nothingElseIsAnOrder(String text) {
        assertThat(RowSort.parse(text, Section.DAILY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"spend, spend", "-roas, -roas", "date, date", "-date, -date"})
    void anOrderIsWrittenSoThatItIsReadAgain(String text, String word) {
        var sort = RowSort.parse(text, Section.DAILY).orElseThrow();

        assertThat(sort.word()).isEqualTo(word);
        assertThat(RowSort.parse(sort.word(), Section.DAILY)).contains(sort);
    }

    @ParameterizedTest
    @EnumSource
    void daysComeInTheirOrderAndEverythingElseByWhatItCost(Section section) {
        assertThat(RowSort.usual(section).word()).isEqualTo(section == Section.DAILY ? "date" : "-spend");
    }

    @ParameterizedTest
    @CsvSource({
        "spend, spend",
        "linkClicks, link_clicks",
        "ctr, 'round(clicks * 100 / nullif(impressions, 0), 6)'",
        "cpm, 'round(spend * 1000 / nullif(impressions, 0), 6)'",
        "leads, (actions ->> 'lead')::numeric",
        "purchases, (actions ->> 'omni_purchase')::numeric",
        "purchaseValue, (action_values ->> 'omni_purchase')::numeric",
        "roas, 'round((action_values ->> ''omni_purchase'')::numeric * 1 / nullif(spend, 0), 6)'",
        "registrations, NULL::numeric",
        "costPerRegistration, 'round(spend * 1 / nullif(NULL::numeric, 0), 6)'",
        "date, NULL::numeric"
    })
    void theDatabaseSortsByWhatTheReportShows(String word, String expression) {
        assertThat(RowSort.parse(word, Section.DAILY).orElseThrow().expression(EVENTS))
                .isEqualTo(expression);
    }

    @ParameterizedTest
    @EnumSource
    void anActionTypeThatIsNotOursNeverComesIntoAStatement(Metric metric) {
        var foreign = new EventChoice(Map.of(
                BusinessEvent.LEAD, "lead') OR true --",
                BusinessEvent.PURCHASE, "'; DROP TABLE insight_row; --",
                BusinessEvent.REGISTRATION, "lead'::text"));

        assertThat(new RowSort(Optional.of(metric), true).expression(foreign))
                .matches("[a-z_ ,()*/0-9]*(NULL::numeric)?[a-z_ ,()*/0-9]*");
    }

    @Test
    void theUsualOrderOfEverySectionIsUnderstoodAgain() {
        for (var section : Section.values()) {
            assertThat(RowSort.parse(RowSort.usual(section).word(), section)).contains(RowSort.usual(section));
        }
    }
}
