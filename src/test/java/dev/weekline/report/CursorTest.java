package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
import dev.weekline.metric.Metric;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

    private static final String WEEK = "\"act_1203300000000017\",\"2025-W39\"";

    private static final RowSort BY_SPEND = new RowSort(Optional.of(Metric.SPEND), true);
    private static final RowSort BY_DATE = new RowSort(Optional.empty(), false);

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
        var cursor = cursor(BY_SPEND, new RowPlace(Optional.of("12.50"), key));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aRowWithoutTheFigureHasAPlaceToo() {
        var cursor = cursor(BY_SPEND, new RowPlace(Optional.empty(), "25-34|female"));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void anOrderByDateComesBack() {
        var cursor = new Cursor(
                Belmonte.KEY, Section.DAILY, Integer.MAX_VALUE, BY_DATE, new RowPlace(Optional.empty(), "2025-09-22"));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aCursorNeedsNoEscapingInAPath() {
        var cursor = cursor(BY_SPEND, new RowPlace(Optional.of("-0.000001"), "???>>>~~~ 🌷 ÿÿÿ"));

        assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "{}", "not base64 at all!", "eyJyIjox", "====", "🌷"})
    void aTextThatIsNoCursorIsNone(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notCursors")
    void aMadeUpCursorIsNone(String json) {
        assertThat(Cursor.parse(encoded(json))).isEmpty();
    }

    @Test
    void whatIsMadeUpBelowDiffersInOneThing() {
        assertThat(Cursor.parse(encoded("[" + WEEK + ",\"placements\",1,\"spend\",\"a\",\"1.50\"]")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "1E2147483647", "1E2000", "-1E-2000"})
    void aNumberThatWouldFillTheMemoryIsNone(String number) {
        assertThat(Cursor.parse(encoded("[" + WEEK + ",\"placements\",1,\"spend\",\"a\",\"" + number + "\"]")))
                .isEmpty();
    }

    @Test
    void aKeyThatTheDatabaseCouldNotHoldIsNone() {
        assertThat(Cursor.parse(encoded("[" + WEEK + ",\"placements\",1,\"spend\",\"a\\u0000b\"]")))
                .isEmpty();
    }

    static Stream<String> notCursors() {
        var whole = Stream.of("", "1", "[]", "null", "\"k\"", "{}", "[" + WEEK + "]", "[[[[[[");
        var broken = Stream.of(
                        "\"act_x\",\"2025-W39\",\"placements\",1,\"spend\",\"a\"",
                        "17,\"2025-W53\",\"placements\",1,\"spend\",\"a\"",
                        "null,\"2025-W39\",\"placements\",1,\"spend\",\"a\"",
                        WEEK + ",\"nowhere\",1,\"spend\",\"a\"",
                        WEEK + ",\"placements\",\"1\",\"spend\",\"a\"",
                        WEEK + ",\"placements\",1.5,\"spend\",\"a\"",
                        WEEK + ",\"placements\",99999999999,\"spend\",\"a\"",
                        WEEK + ",\"placements\",1,\"date\",\"a\"",
                        WEEK + ",\"placements\",1,\"1; DROP TABLE insight_row\",\"a\"",
                        WEEK + ",\"placements\",1,\"spend\"",
                        WEEK + ",\"placements\",1,\"spend\",1",
                        WEEK + ",\"placements\",1,\"spend\",null",
                        WEEK + ",\"placements\",1,\"spend\",\"a\",\"much\"",
                        WEEK + ",\"placements\",1,\"spend\",\"a\",\"NaN\"",
                        WEEK + ",\"placements\",1,\"spend\",\"a\",\"\"",
                        WEEK + ",\"placements\",1,\"spend\",\"a\",null",
                        WEEK + ",\"placements\",1,\"spend\",\"a\",{}",
                        WEEK + ",\"placements\",1,\"spend\",\"a\",\"1) OR (1=1\"")
                .map(parts -> "[" + parts + "]");
        return Stream.concat(whole, broken);
    }

    private static Cursor cursor(RowSort sort, RowPlace place) {
        return new Cursor(Belmonte.KEY, Section.PLACEMENTS, 3, sort, place);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
