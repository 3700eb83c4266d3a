package dev.weekline.database;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {

    private static final String SECRET = "S3CRET";

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            SELECT $1 ; SELECT $1
            SELECT  a1 , b   FROM t2 WHERE c_3 = 17 ; SELECT a1 , b FROM t2 WHERE c_3 = ?
            SELECT 'S3CRET', "S3 name", 1.5e7 ; SELECT ?, "S3 name", ?
            SELECT 'it''s S3CRET' || x ; SELECT ? || x
            SELECT E'a\\'S3CRET' || e'\\\\', 'S3CRET' ; SELECT ? || ?, ?
            SELECT 'a\\', b ; SELECT ?, b
            SELECT $$S3CRET$$, $t$ $$ S3CRET $t$ FROM x ; SELECT ?, ? FROM x
            SELECT 1 -- S3CRET ; SELECT ?
            SELECT /* S3CRET */ 2 ; SELECT ?
            SELECT 'S3CRET that was cut ; SELECT ?
            """)
    void namesStayAndValuesGo(String text, String shown) {
        assertThat(StatementText.shown(text)).isEqualTo(shown);
    }

    @Property
    void noValueIsEverShownWhereverTheTextWasCutOff(
            @ForAll @StringLength(max = 20) String before, @ForAll @IntRange(max = 60) int length) {
        var quoted = "SELECT '" + before.replace("'", "''") + SECRET + "', E'"
                + before.replace("\\", "\\\\").replace("'", "''") + SECRET + "' FROM t";

        assertThat(StatementText.shown(quoted.substring(0, Math.min(length, quoted.length()))))
                .doesNotContain(SECRET);
        assertThat(StatementText.shown(quoted)).doesNotContain(SECRET).endsWith("FROM t");
    }

    @Test
    void aLongOneIsCutOff() {
        assertThat(StatementText.shown("SELECT " + "a".repeat(10_000)))
                .hasSize(301)
                .endsWith("…");
    }
}
