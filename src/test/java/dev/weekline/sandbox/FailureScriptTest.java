package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.weekline.sandbox.Failure.GraphFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureScriptTest {

    @Property
    void aScriptIsReadAsItWasWritten(@ForAll("scripts") FailureScript script) {
        assertThat(FailureScript.parse(script.toString())).isEqualTo(script);
    }

    @Test
    void aScriptSaysWhichCallsWhenAndHow() {
        assertThat(FailureScript.parse("first 2 relevance calls of act_1203300000000017: 500/1/99"))
                .isEqualTo(new FailureScript(
                        Which.section(Section.RELEVANCE).of("act_1203300000000017"),
                        new When.First(2),
                        GraphFault.of(500, 1, 99)));
        assertThat(FailureScript.parse("every 3rd placements call: 400/100/1487534"))
                .isEqualTo(new FailureScript(
                        Which.section(Section.PLACEMENTS), new When.EveryNth(3), GraphFault.of(400, 100, 1487534)));
        assertThat(FailureScript.parse("Campaigns PAGE 2: drop after 1KB"))
                .isEqualTo(new FailureScript(Which.section(Section.CAMPAIGNS).page(2), new Failure.DropAfter(1_000)));
        assertThat(FailureScript.parse("10% of POST calls seed 7: delay 2s"))
                .isEqualTo(new FailureScript(
                        Which.any().by(Which.Method.POST),
                        new When.ByChance(10, 7),
                        new Failure.Delay(Duration.ofSeconds(2))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "page 2: HTML",
                "10% of calls: 503",
                "every call: delay 2s",
                "daily: field reach removed",
                "node: hang",
                "every 5th call: gzip bomb 200MB",
                "the 3rd report-run call: run stays-at-zero",
                "first call: text 200 \"Service: \\\"Unavailable\\\"\"",
                "every call: 400/17 transient saying \"later\" with x-app-usage \"{}\"",
            })
    void aScriptMayBeShort(String line) {
        var script = FailureScript.parse(line);

        assertThat(FailureScript.parse(script.toString())).isEqualTo(script);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every call 503                 | it has no colon",
                ": 503                          | it names no calls before its colon",
                "plcements: 503                 | \"plcements\" is neither a section (totals, campaigns,",
                "page two: 503                  | \"two\" is not the number of a page",
                "page 0: 503                    | Pages are counted from 1",
                "first 0 calls: 503             | Calls are counted from 1",
                "the call: 503                  | after \"the\" comes a place like 3rd",
                "calls of belmonte: 503         | \"belmonte\" is not act_ and digits",
                "0% of calls: 503               | A chance is above 0%",
                "every call seed 7: 503         | a seed is for a chance only",
                "every call: explode            | \"explode\" is no failure; these are: 503, 400/100,",
                "every call:                    | \"\" is no failure",
                "every call: 999                | 999 is not a status",
                "every call: delay long         | \"long\" is not a duration",
                "every call: gzip bomb          | a size is missing at the end",
                "every call: gzip bomb 9999999999999999GB | \"9999999999999999GB\" is too much",
                "every call: field reach        | after the name \"reach\" comes \"removed\"",
                "every call: run away           | \"away\" is none of completes, stays-at-zero",
                "every call: text 200 hello     | \"hello\" is not a text in double quotes",
                "every call: hang on            | nothing may come after that, but \"on\" does",
                "every call: version 25         | \"25\" is not a version like v25.0",
            })
    void whatCannotBeReadIsNamed(String line, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FailureScript.parse(line))
                .withMessageStartingWith("The script \"" + line.strip() + "\" cannot be read: ")
                .withMessageContaining(why);
    }

    @Test
    void aScriptStrikesAsOftenAsItSays() {
        assertThat(strikes(new When.Always())).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(strikes(new When.First(2))).containsExactly(1, 2);
        assertThat(strikes(new When.EveryNth(3))).containsExactly(3, 6);
        assertThat(strikes(new When.TheNth(3))).containsExactly(3);
    }

    @Test
    void chanceStrikesTheSameCallsForTheSameSeedAndAboutAsManyAsItSays() {
        var tenth = new When.ByChance(10, 7);

        assertThat(strikes(tenth, 10_000)).hasSizeBetween(900, 1_100).isEqualTo(strikes(tenth, 10_000));
        assertThat(strikes(tenth, 10_000)).isNotEqualTo(strikes(new When.ByChance(10, 8), 10_000));
        assertThat(strikes(new When.ByChance(100, 7), 50)).hasSize(50);
    }

    private static List<Integer> strikes(When when) {
        return strikes(when, 7);
    }

    private static List<Integer> strikes(When when, int calls) {
        return IntStream.rangeClosed(1, calls).filter(when::strikes).boxed().toList();
    }

    @Provide
    Arbitrary<FailureScript> scripts() {
        return Combinators.combine(whiches(), whens(), failures()).as(FailureScript::new);
    }

    private static Arbitrary<Which> whiches() {
        return Combinators.combine(
                        Arbitraries.of(Which.Method.class).optional(),
                        Arbitraries.strings()
                                .numeric()
                                .ofLength(16)
                                .map("act_"::concat)
                                .optional(),
                        Arbitraries.of(Section.class).optional(),
                        Arbitraries.integers().greaterOrEqual(1).optional())
                .as(Which::new);
    }

    private static Arbitrary<When> whens() {
        var numbers = Arbitraries.integers().between(1, 999_999_999);
        return Arbitraries.oneOf(
                Arbitraries.create(When.Always::new),
                numbers.map(When.First::new),
                numbers.map(When.EveryNth::new),
                numbers.map(When.TheNth::new),
                Combinators.combine(Arbitraries.doubles().between(0, false, 100, true), Arbitraries.longs())
                        .as(When.ByChance::new));
    }

    private static Arbitrary<Failure> failures() {
        var statuses = Arbitraries.integers().between(200, 599);
        var sizes = Arbitraries.longs().greaterOrEqual(0);
        var names = Arbitraries.of("reach", "unique_clicks", "publisher_platform");
        return Arbitraries.oneOf(List.of(
                faults(),
                Arbitraries.of(
                        new Failure.DropBeforeAnswer(),
                        new Failure.EndlessBody(),
                        new Failure.BrokenJson(),
                        new Failure.Hang(),
                        new Failure.AnswersAsVersion("v25.0")),
                statuses.map(Failure.Html::new),
                statuses.map(Failure.Empty::new),
                Combinators.combine(statuses, Arbitraries.strings()).as(Failure.Text::new),
                sizes.map(Failure.GzipBomb::new),
                sizes.map(Failure.HugeBody::new),
                sizes.map(Failure.DropAfter::new),
                Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis).map(Failure.Delay::new),
                names.map(Failure.RemovedField::new),
                names.map(Failure.RemovedBreakdown::new),
                Arbitraries.of(Failure.OddPage.class).map(Failure.Quirk::new),
                Arbitraries.of(Failure.Fate.names()).map(Failure.Fate::new)));
    }

    private static Arbitrary<Failure> faults() {
        var codes = Arbitraries.integers().between(0, 999_999_999);
        var headers = Arbitraries.maps(
                        Arbitraries.of("x-app-usage", "retry-after"),
                        Arbitraries.strings().withCharRange(' ', '~'))
                .ofMaxSize(2);
        var passing = Arbitraries.of(true, false).optional();
        var messages = Arbitraries.strings().optional();
        return Combinators.combine(
                        Arbitraries.integers().between(200, 599),
                        codes.optional(),
                        codes.optional(),
                        passing,
                        messages,
                        headers)
                .as(FailureScriptTest::fault);
    }

    private static Failure fault(
            int status,
            Optional<Integer> code,
            Optional<Integer> subcode,
            Optional<Boolean> passing,
            Optional<String> message,
            Map<String, String> headers) {
        return new GraphFault(status, code, code.isPresent() ? subcode : Optional.empty(), passing, message, headers);
    }
}
