package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.metric.Metric;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final RowSort BY_SPEND = new RowSort(Optional.of(Metric.SPEND), true);
    private static final RowSort BY_KEY = new RowSort(Optional.empty(), false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-09-22",
                "facebook|feed",
                "Wiosna 🌷 \"−20 %\"",
                "quote ' double \" back \\ slash / and {\"k\":1}",
                "line\nbreak\ttab\r",
                "👩‍👩‍👧‍👦",
                "  spaces  "
            })
    void anyKeyComesBackAsItWas(String key) {
        var cursor = new Cursor(3, BY_SPEND, new RowPlace(Optional.of("12.50"), key));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aRowWithoutTheFigureHasAPlaceToo() {
        var cursor = new Cursor(1, BY_SPEND, new RowPlace(Optional.empty(), "25-34|female"));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void anOrderByKeyComesBack() {
        var cursor = new Cursor(Integer.MAX_VALUE, BY_KEY, new RowPlace(Optional.empty(), "2025-09-22"));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aCursorNeedsNoEscapingInAPath() {
        var cursor = new Cursor(1, BY_SPEND, new RowPlace(Optional.of("-0.000001"), "???>>>~~~ 🌷 ÿÿÿ"));

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{}", "not base64 at all!", "eyJyIjox", "====", "🌷"})
    void aTextThatIsNoCursorIsNone(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "[]",
                "null",
                "\"k\"",
                "{}",
                "{\"r\":1}",
                "{\"r\":1,\"s\":\"spend\"}",
                "{\"r\":1,\"k\":\"a\"}",
                "{\"s\":\"spend\",\"k\":\"a\"}",
                "{\"r\":\"1\",\"s\":\"spend\",\"k\":\"a\"}",
                "{\"r\":1.5,\"s\":\"spend\",\"k\":\"a\"}",
                "{\"r\":99999999999,\"s\":\"spend\",\"k\":\"a\"}",
                "{\"r\":1,\"s\":\"spend\",\"k\":1}",
                "{\"r\":1,\"s\":\"spend\",\"k\":null}",
                "{\"r\":1,\"s\":\"1; DROP TABLE insight_row\",\"k\":\"a\"}",
                "{\"r\":1,\"s\":\"spend\",\"k\":\"a\",\"v\":\"much\"}",
                "{\"r\":1,\"s\":\"spend\",\"k\":\"a\",\"v\":\"NaN\"}",
                "{\"r\":1,\"s\":\"spend\",\"k\":\"a\",\"v\":null}",
                "{\"r\":1,\"s\":\"spend\",\"k\":\"a\",\"v\":{}}",
                "{\"r\":1,\"s\":\"spend\",\"k\":\"a\",\"v\":\"1) OR (1=1\"}"
            })
    void aMadeUpCursorIsNone(String json) {
        assertThat(Cursor.parse(encoded(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "1E2147483647", "1E2000", "-1E-2000"})
    void aNumberThatWouldFillTheMemoryIsNone(String number) {
        assertThat(Cursor.parse(encoded("{\"r\":1,\"s\":\"spend\",\"k\":\"a\",\"v\":\"" + number + "\"}")))
                .isEmpty();
    }

    @Test
    void aKeyThatTheDatabaseCouldNotHoldIsNone() {
        assertThat(Cursor.parse(encoded("{\"r\":1,\"s\":\"spend\",\"k\":\"a\\u0000b\"}")))
                .isEmpty();
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
