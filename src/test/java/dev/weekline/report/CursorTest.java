package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
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
        var cursor = cursor(3, BY_SPEND, new RowPlace(Optional.of("12.50"), key));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aRowWithoutTheFigureHasAPlaceToo() {
        var cursor = cursor(1, BY_SPEND, new RowPlace(Optional.empty(), "25-34|female"));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void anOrderByKeyComesBack() {
        var cursor = cursor(Integer.MAX_VALUE, BY_KEY, new RowPlace(Optional.empty(), "2025-09-22"));

        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @Test
    void aCursorNeedsNoEscapingInAPath() {
        var cursor = cursor(1, BY_SPEND, new RowPlace(Optional.of("-0.000001"), "???>>>~~~ 🌷 ÿÿÿ"));

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
                "{}",
                "null",
                "\"k\"",
                "[]",
                "['act_1','2025-W39','campaigns',1]",
                "['act_1','2025-W39','campaigns',1,'spend']",
                "['act_1','2025-W39','campaigns','1','spend','a']",
                "['act_1','2025-W39','campaigns',1.5,'spend','a']",
                "['act_1','2025-W39','campaigns',99999999999,'spend','a']",
                "['act_1','2025-W39','campaigns',1,'spend',1]",
                "['act_1','2025-W39','campaigns',1,'spend',null]",
                "['act_1','2025-W39','campaigns',1,'date','a']",
                "['act_1','2025-W39','ads',1,'spend','a']",
                "['act_1','2025-W39','campaigns',1,'spend','\\ud800']",
                "['act_1','2025-W53','campaigns',1,'spend','a']",
                "['account 1','2025-W39','campaigns',1,'spend','a']",
                "['act_1','2025-W39','campaigns',1,'1; DROP TABLE insight_row','a']",
                "['act_1','2025-W39','campaigns',1,'spend','a','much']",
                "['act_1','2025-W39','campaigns',1,'spend','a','NaN']",
                "['act_1','2025-W39','campaigns',1,'spend','a',null]",
                "['act_1','2025-W39','campaigns',1,'spend','a',{}]",
                "['act_1','2025-W39','campaigns',1,'spend','a','1) OR (1=1']"
            })
    void aMadeUpCursorIsNone(String json) {
        assertThat(Cursor.parse(encoded(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E999999999", "1E-999999999", "1E2147483647", "1E2000", "-1E-2000"})
    void aNumberThatWouldFillTheMemoryIsNone(String number) {
        assertThat(Cursor.parse(encoded("['act_1','2025-W39','campaigns',1,'spend','a','" + number + "']")))
                .isEmpty();
    }

    @Test
    void aKeyThatTheDatabaseCouldNotHoldIsNone() {
        assertThat(Cursor.parse(encoded("['act_1','2025-W39','campaigns',1,'spend','a\\u0000b']")))
                .isEmpty();
    }

    private static Cursor cursor(int revision, RowSort sort, RowPlace place) {
        return new Cursor(Belmonte.KEY, sort.equals(BY_KEY) ? Section.DAILY : Section.CAMPAIGNS, revision, sort, place);
    }

    /** JSON with single quotes, as a caller would send it. */
    private static String encoded(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(UTF_8));
    }
}
