package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountsJsonTest {

    private static final Counts COUNTS = new Counts(
            Map.of(Metric.SPEND, new BigDecimal("1234.50"), Metric.IMPRESSIONS, new BigDecimal("98765")),
            Map.of("omni_purchase", new BigDecimal("12"), "lead", new BigDecimal("41")),
            Map.of("omni_purchase", new BigDecimal("3456.00")));

    @Test
    void countsAreWrittenWithTheirDecimalsAndInOneOrder() {
        assertThat(CountsJson.write(COUNTS)).isEqualTo("""
                {"given":{"impressions":98765,"spend":1234.50},"actions":{"lead":41,"omni_purchase":12},\
                "actionValues":{"omni_purchase":3456.00}}""");
    }

    @Test
    void countsComeBackAsTheyWere() {
        assertThat(CountsJson.readCounts(CountsJson.write(COUNTS))).isEqualTo(COUNTS);
        var nothing = new Counts(Map.of(), Map.of(), Map.of());
        assertThat(CountsJson.readCounts(CountsJson.write(nothing))).isEqualTo(nothing);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "0.10",
                "12345678901234567890.123456789",
                "99999999999999999999",
                "0.0000001",
                "0",
                "-3.50"
            })
    void noDigitIsLost(String amount) {
        var values = Map.of("purchase", new BigDecimal(amount));

        assertThat(CountsJson.readDecimals(CountsJson.writeDecimals(values))).isEqualTo(values);
    }

    @Test
    void aFigureThatIsNoLongerKnownIsPassedOver() {
        var counts = CountsJson.readCounts("""
                {"given":{"spend":1,"cpp":2},"actions":{},"actionValues":{}}""");

        assertThat(counts.given()).containsOnlyKeys(Metric.SPEND);
    }

    @Test
    void choicesComeBackAsTheyWere() {
        var events = new EventChoice(
                Map.of(BusinessEvent.PURCHASE, "offsite_conversion.fb_pixel_purchase", BusinessEvent.LEAD, "lead"));

        assertThat(CountsJson.write(events))
                .isEqualTo("{\"LEAD\":\"lead\",\"PURCHASE\":\"offsite_conversion.fb_pixel_purchase\"}");
        assertThat(CountsJson.readEvents(CountsJson.write(events))).isEqualTo(events);
        assertThat(CountsJson.readEvents(CountsJson.write(EventChoice.NONE))).isEqualTo(EventChoice.NONE);
    }

    @Test
    void namesComeBackInTheirOrderWhateverIsInThem() {
        var texts = new LinkedHashMap<String, String>();
        texts.put("campaignName", "Wiosna 🌷 \"−20 %\" \\ {}");
        texts.put("campaignId", "23846765228310398");
        texts.put("adName", "");

        assertThat(CountsJson.readTexts(CountsJson.writeTexts(texts))).containsExactlyEntriesOf(texts);
    }

    @Test
    void aBrokenColumnIsAFaultThatDoesNotShowWhatIsInIt() {
        assertThatThrownBy(() -> CountsJson.readCounts("{\"given\":{\"spend\":12"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("A stored JSON column can't be read");
    }
}
