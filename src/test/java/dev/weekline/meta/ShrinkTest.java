package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.day;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static dev.weekline.meta.GraphBodies.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Omission.Reason;
import dev.weekline.meta.ScriptedGraph.Asked;
import dev.weekline.meta.Shape.Cut;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens to a question that is too large for Meta. */
class ShrinkTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final Recipe RELEVANCE = Section.RELEVANCE.recipe();
    private static final String ROWS = error(100, 1487534, "Invalid parameter");
    private static final String DATA = error(1, 0, "Please reduce the amount of data you're asking for, then retry");
    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");

    private final GraphRig rig = new GraphRig().on(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aPageThatIsTooLargeIsAskedForInSmallerOnesFromWhereTheWalkWas() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .fails(500, DATA)
                .fails(500, DATA)
                .answers(lastPage(campaign("2")));

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers).hasSize(2).allMatch(Page.class::isInstance);
        assertThat(limits()).containsExactly("500", "500", "200", "100");
        assertThat(rig.graph.asked())
                .extracting(asked -> asked.query().getOrDefault("after", "none"))
                .containsExactly("none", "c1", "c1", "c1");
    }

    @Test
    void theSizeThatWorkedIsWhereTheNextWalkBegins() {
        rig.graph.fails(500, DATA).answers(lastPage(campaign("1"))).answers(lastPage(campaign("1")));

        rig.ask(CAMPAIGNS);
        rig.ask(CAMPAIGNS);

        assertThat(limits()).containsExactly("500", "200", "200");
    }

    @ParameterizedTest
    @CsvSource({"400, 100, 1487534", "400, 2616, 0", "500, 2, 1504038"})
    void tooManyRowsAreAskedForDayByDay(int status, int code, int subcode) {
        for (var i = 0; i < 3; i++) {
            rig.graph.fails(status, error(code, subcode, "Invalid parameter"));
        }
        for (var day : days()) {
            rig.graph.answers(lastPage(day(day, "\"campaign_id\":\"1\"", "\"spend\":\"1\"")));
        }

        var answers = rig.ask(CAMPAIGNS);

        assertThat(limits()).startsWith("500", "100", "25", "500").hasSize(10);
        assertThat(rig.graph.asked().stream().skip(3).map(asked -> asked.query().get("time_range")))
                .containsExactlyElementsOf(days().stream()
                        .map("{\"since\":\"%1$s\",\"until\":\"%1$s\"}"::formatted)
                        .toList());
        assertThat(answers.stream().limit(7).map(answer -> ((Page) answer).part()))
                .containsExactlyElementsOf(days().stream()
                        .map(day -> new Part(Optional.of(LocalDate.parse(day)), 0))
                        .toList());
    }

    @Test
    void peopleOfDaysDoNotAddUpAndAreNotEvenAskedFor() {
        rig.graph.fails(400, ROWS).fails(400, ROWS).fails(400, ROWS);
        days().forEach(day -> rig.graph.answers(lastPage()));

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers).last().isEqualTo(new Without(List.of(new Omission("reach", Reason.SPLIT))));
        assertThat(rig.graph.asked().getFirst().query().get("fields")).contains("reach");
        assertThat(rig.graph.asked().getLast().query().get("fields")).doesNotContain("reach");
    }

    @Test
    void peopleOfADayAreThoseOfTheDailyRows() {
        rig.graph.fails(400, ROWS).fails(400, ROWS).fails(400, ROWS);
        days().forEach(day -> rig.graph.answers(lastPage(day(day, "\"reach\":\"5\""))));

        assertThat(rig.ask(Section.DAILY.recipe())).hasSize(7).allMatch(Page.class::isInstance);
    }

    @Test
    void whatCameOfTheWholeWeekIsVoidWhenItComesInDays() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .fails(400, ROWS)
                .fails(400, ROWS)
                .fails(400, ROWS);
        days().forEach(day -> rig.graph.answers(lastPage()));

        assertThat(rig.ask(CAMPAIGNS)).element(1).isEqualTo(new Anew());
    }

    @Test
    void aDayThatIsTooLargeIsAskedForInHalvesOfItsFields() {
        for (var i = 0; i < 6; i++) {
            rig.graph.fails(400, ROWS);
        }
        for (var i = 0; i < 14; i++) {
            rig.graph.answers(lastPage());
        }

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers.getFirst()).isInstanceOf(Page.class);
        assertThat(((Page) answers.get(1)).part().group()).isOne();
        var halves = rig.graph.asked().stream()
                .skip(6)
                .limit(2)
                .map(asked -> asked.query().get("fields"))
                .toList();
        assertThat(halves)
                .containsExactly(
                        "campaign_id,campaign_name,objective,buying_type,spend,impressions,clicks",
                        "campaign_id,campaign_name,objective,buying_type,inline_link_clicks,actions,action_values");
    }

    @Test
    void rankingsAreOfTheWeekAndNeverAskedForByDay() {
        rig.graph
                .fails(400, ROWS)
                .fails(400, ROWS)
                .fails(400, ROWS)
                .answers(lastPage())
                .answers(lastPage());

        rig.ask(RELEVANCE);

        assertThat(rig.graph.asked())
                .hasSize(5)
                .allSatisfy(asked -> assertThat(asked.query().get("time_range")).contains("2025-09-22", "2025-09-28"));
    }

    @Test
    void anAnswerThatIsLargerThanTheLimitIsAskedForInSmallerPages() {
        rig.with(GraphRig.bounds(Duration.ofSeconds(20), Duration.ofSeconds(20), 1000));
        rig.graph.answers(lastPage(campaign("1".repeat(2000)))).answers(lastPage(campaign("1")));

        assertThat(rig.ask(CAMPAIGNS)).singleElement().isInstanceOf(Page.class);
        assertThat(limits()).containsExactly("500", "200");
    }

    @Test
    void aBombIsNotUnpackedBeyondTheLimit() {
        rig.graph.bombs(4L << 30).answers(lastPage(campaign("1")));

        assertThat(rig.ask(CAMPAIGNS)).singleElement().isInstanceOf(Page.class);
        assertThat(rig.calls).extracting(GraphCall::outcome).containsExactly("too-large", "ok");
    }

    @Test
    void cursorsThatReachNoFurtherMeanDays() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .fails(400, error(100, 0, "(#100) After Cursor specified exceeds the max limit supported"));
        days().forEach(day -> rig.graph.answers(lastPage()));

        assertThat(rig.ask(CAMPAIGNS)).last().isInstanceOf(Without.class);
        assertThat(rig.graph.asked()).hasSize(9);
    }

    @Test
    void anUnknownErrorThatGoesOnIsTakenForAQuestionThatIsTooLarge() {
        rig.graph.fails(500, error(1)).fails(500, error(1, 99, "Unknown")).fails(500, error(1));
        rig.graph.answers(lastPage(campaign("1")));

        assertThat(rig.ask(CAMPAIGNS)).singleElement().isInstanceOf(Page.class);
        assertThat(limits()).containsExactly("500", "500", "500", "100");
    }

    @Test
    void aMetaThatOnlyFailsIsUnavailableAndIsNotAskedForAReportRun() {
        for (var i = 0; i < 60; i++) {
            rig.graph.fails(500, error(1));
        }

        assertThat(rig.askOnce()).isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).extracting(Asked::method).containsOnly("GET");
        assertThat(rig.graph.asked().size()).isLessThan(20);
    }

    @Test
    void whatIsTooLargeInEveryShapeIsTooLarge() {
        for (var i = 0; i < 30; i++) {
            rig.graph.fails(400, ROWS);
        }

        assertThat(rig.askOnce()).isInstanceOf(TooLarge.class);
        assertThat(rig.graph.asked()).last().extracting(Asked::method).isEqualTo("POST");
        assertThat(rig.graph.asked()).hasSizeLessThan(12);
        assertThat(rig.lessons.kept).isEmpty();
    }

    @Test
    void aSmallerPageIsRememberedForAMonthAndTheLossOfFiguresForADay() {
        var lesson = new Lesson(new Shape(50, Cut.DAYS, 2, Set.of("clicks")), NOW);

        assertThat(lesson.applied(CAMPAIGNS, NOW.plusSeconds(86_399))).isEqualTo(lesson.shape());
        assertThat(lesson.applied(CAMPAIGNS, NOW.plusSeconds(86_400))).isEqualTo(new Shape(50, Cut.WEEK, 1, Set.of()));
        assertThat(lesson.applied(CAMPAIGNS, NOW.plusSeconds(30 * 86_400))).isEqualTo(Shape.of(CAMPAIGNS));
    }

    @Test
    void aLostPlaceMeansTheWholeWalkAgain() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .fails(400, error(2642))
                .answers(page("c1", campaign("1")))
                .answers(lastPage(campaign("2")));

        assertThat(rig.ask(CAMPAIGNS))
                .extracting(Object::getClass)
                .containsExactly(Page.class, Anew.class, Page.class, Page.class);
        assertThat(rig.graph.asked())
                .extracting(asked -> asked.query().getOrDefault("after", "none"))
                .containsExactly("none", "c1", "none", "c1");
    }

    @Test
    void aPlaceThatIsLostAgainAndAgainMakesMetaUnavailable() {
        for (var i = 0; i < 3; i++) {
            rig.graph.answers(page("c1", row())).fails(400, error(2642));
        }

        assertThat(rig.ask(CAMPAIGNS)).last().isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).hasSize(6);
    }

    private List<String> limits() {
        return rig.graph.asked().stream()
                .map(asked -> asked.query().get("limit"))
                .toList();
    }

    private static List<String> days() {
        return GraphRig.WEEK
                .monday()
                .datesUntil(GraphRig.WEEK.next().monday())
                .map(LocalDate::toString)
                .toList();
    }
}
