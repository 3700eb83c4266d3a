package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.day;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static dev.weekline.meta.GraphBodies.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.BeyondRetention;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Omission.Reason;
import dev.weekline.meta.SpanInsights.WeekAnswer;
import dev.weekline.quota.Gate;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.week.IsoWeek;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How several weeks are asked together, and what happens to those of which something else comes. */
class SpanWalkTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final String ROWS = error(100, 1487534, "Invalid parameter");
    private static final IsoWeek W39 = IsoWeek.parse("2025-W39");
    private static final IsoWeek W40 = W39.next();
    private static final IsoWeek W41 = W40.next();
    private static final List<IsoWeek> THREE = List.of(W39, W40, W41);
    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");

    private final GraphRig rig = new GraphRig().on(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyWeekHasARangeOfItsOwnAndRowsAreToldApartByTheirDates() {
        rig.graph
                .answers(page("c1", row(W41, "1"), row(W39, "1"), row(W41, "2")))
                .answers(lastPage(row(W39, "2")));

        var answers = rig.ask(CAMPAIGNS, THREE);

        assertThat(asked("time_ranges"))
                .containsOnly("[{\"since\":\"2025-09-22\",\"until\":\"2025-09-28\"},"
                        + "{\"since\":\"2025-09-29\",\"until\":\"2025-10-05\"},"
                        + "{\"since\":\"2025-10-06\",\"until\":\"2025-10-12\"}]");
        assertThat(asked("time_range")).containsOnly("none");
        assertThat(asked("after")).containsExactly("none", "c1");
        assertThat(keys(answers, W39)).containsExactly("1", "2");
        assertThat(keys(answers, W40)).isEmpty();
        assertThat(keys(answers, W41)).containsExactly("1", "2");
        assertThat(whole(answers)).containsExactly(W39, W40, W41);
        assertThat(rig.shared)
                .extracting(call -> call.rows().getOrDefault(W39, 0))
                .containsExactly(1, 1);
    }

    @Test
    void daysAreThoseOfOneRangeBecauseMetaIgnoresTheIncrementBesideRanges() {
        rig.graph.answers(lastPage(day("2025-09-28"), day("2025-09-29"), day("2025-10-08")));

        var answers = rig.ask(Section.DAILY.recipe(), List.of(W39, W41));

        assertThat(asked("time_ranges")).containsExactly("none");
        assertThat(asked("time_range")).containsExactly("{\"since\":\"2025-09-22\",\"until\":\"2025-10-12\"}");
        assertThat(asked("time_increment")).containsExactly("1");
        assertThat(whole(answers)).containsExactly(W39, W41);
        assertThat(keys(answers, W39)).containsExactly("2025-09-28");
        assertThat(keys(answers, W41)).containsExactly("2025-10-08");
    }

    @Test
    void spansOfNinetyDaysAndMoreCostTwice() {
        rig.graph.answers(lastPage()).answers(lastPage());

        rig.ask(CAMPAIGNS, weeks(12));
        rig.ask(CAMPAIGNS, weeks(13));

        assertThat(rig.quota.taken()).extracting(RecordedQuota.Taken::units).containsExactly(1, 2);
    }

    @Test
    void aWeekWhoseRangeIsNotTheOneAskedForIsAskedAloneAndTheOthersStand() {
        rig.graph
                .answers(lastPage(
                        row(W39, "1"), span("2025-09-29", "2025-10-04", "\"campaign_id\":\"9\""), row(W41, "1")))
                .answers(lastPage(row(W40, "1")));

        var answers = rig.ask(CAMPAIGNS, THREE);

        assertThat(asked("time_range")).containsExactly("none", range(W40));
        assertThat(whole(answers)).containsExactly(W39, W41, W40);
        assertThat(keys(answers, W40)).containsExactly("1");
        assertThat(rig.widths.kept).isEmpty();
    }

    @Test
    void whatHadComeOfAWeekBeforeItBecameDoubtfulIsVoid() {
        rig.graph
                .answers(page("c1", row(W39, "1"), row(W40, "1")))
                .answers(lastPage(span("2025-09-29", "2025-09-29", "\"campaign_id\":\"9\"")))
                .answers(lastPage(row(W40, "1"), row(W40, "2")));

        var answers = rig.ask(CAMPAIGNS, List.of(W39, W40));

        assertThat(answers.stream().filter(told -> told.answer() instanceof Anew))
                .extracting(WeekAnswer::week)
                .containsExactly(W40);
        assertThat(keys(answers, W40)).containsExactly("1", "2");
        assertThat(keys(answers, W39)).containsExactly("1");
    }

    @Test
    void rowsOfNoWeekAtAllMeanThatEveryWeekIsAskedAlone() {
        rig.graph.answers(lastPage(row(W39, "1"), row(IsoWeek.parse("2025-W30"), "1")));
        THREE.forEach(week -> rig.graph.answers(lastPage(row(week, "1"))));

        var answers = rig.ask(CAMPAIGNS, THREE);

        assertThat(asked("time_range")).containsExactly("none", range(W39), range(W40), range(W41));
        assertThat(whole(answers)).containsExactlyElementsOf(THREE);
        assertThat(rig.widths.kept).containsEntry("campaigns", 1);
    }

    @Test
    void whatIsTooMuchIsAskedInHalvesAndRememberedAndGrowsAgain() {
        rig.graph.fails(400, ROWS).fails(400, ROWS);
        IntStream.range(0, 4).forEach(_ -> rig.graph.answers(lastPage()));

        assertThat(whole(rig.ask(CAMPAIGNS, weeks(8)))).hasSize(8);

        assertThat(rig.shared).extracting(call -> call.weeks().size()).containsExactly(8, 4, 2, 2, 2, 2);
        assertThat(rig.widths.kept).containsEntry("campaigns", 2);

        IntStream.range(0, 9).forEach(_ -> rig.graph.answers(lastPage()));
        rig.ask(CAMPAIGNS, weeks(8));
        rig.ask(CAMPAIGNS, weeks(8));
        rig.ask(CAMPAIGNS, weeks(8));

        assertThat(rig.shared.subList(6, 15))
                .extracting(call -> call.weeks().size())
                .containsExactly(2, 2, 2, 2, 3, 3, 2, 4, 4);
        assertThat(rig.widths.kept).containsEntry("campaigns", 5);
    }

    @Test
    void whatIsTooMuchEvenForAWeekIsAskedAsAWeekIs() {
        rig.graph
                .fails(400, ROWS)
                .fails(400, ROWS)
                .answers(lastPage(row(W39, "1")))
                .answers(lastPage());

        assertThat(whole(rig.ask(CAMPAIGNS, List.of(W39, W40)))).containsExactly(W39, W40);

        assertThat(asked("limit")).containsExactly("500", "500", "100", "100");
        assertThat(rig.widths.kept).containsEntry("campaigns", 1);
    }

    @Test
    void spansAreNotLongerThanTheirRowsAllow() {
        var many = IntStream.range(0, 500)
                .mapToObj(number -> row(weeks(10).get(number / 250), String.valueOf(number)))
                .toArray(String[]::new);
        IntStream.range(0, SpanWidth.MOST_PAGES).forEach(number -> rig.graph.answers(page("c" + number, many)));
        rig.graph.answers(lastPage(row(weeks(10).getFirst(), "1"))).answers(lastPage());

        assertThat(whole(rig.ask(CAMPAIGNS, weeks(2)))).hasSize(2);

        assertThat(rig.widths.kept).containsEntry("campaigns", 1);
    }

    @Test
    void aLostPlaceMeansTheseWeeksAgain() {
        rig.graph
                .answers(page("c1", row(W39, "1")))
                .fails(400, error(2642))
                .answers(lastPage(row(W39, "1"), row(W40, "1")));

        var answers = rig.ask(CAMPAIGNS, List.of(W39, W40));

        assertThat(answers)
                .extracting(told -> told.answer().getClass().getSimpleName())
                .containsExactly("Page", "Anew", "Page", "Page", "Without", "Without");
    }

    @Test
    void theFirstLimitEndsItAndNothingMoreIsAsked() {
        rig.quota.answers(new Denied(Gate.ACCOUNT, Duration.ofMinutes(5), "The gate is closed"));

        var answers = rig.ask(CAMPAIGNS, THREE);

        assertThat(answers).hasSize(3).allMatch(told -> told.answer() instanceof Throttled);
        assertThat(rig.graph.asked()).isEmpty();
    }

    @Test
    void aLimitInTheMiddleVoidsWhatHadComeOfWeeksThatAreNotWhole() {
        rig.graph.answers(page("c1", row(W39, "1"))).fails(400, error(17, 2446079, "User request limit reached"));

        var answers = rig.ask(CAMPAIGNS, List.of(W39, W40));

        assertThat(answers)
                .extracting(told -> told.answer().getClass().getSimpleName())
                .containsExactly("Page", "Anew", "Throttled", "Throttled");
        assertThat(rig.graph.asked()).hasSize(2);
    }

    @Test
    void whatMetaRefusesIsTriedWithTheFirstWeekAndTheOthersUseWhatThatLearned() {
        var refused = error(100, 0, "(#100) Tried accessing nonexisting field (reach) on node type (AdsInsights)");
        rig.graph
                .fails(400, refused)
                .fails(400, refused)
                .answers(lastPage(row(W39, "1")))
                .answers(lastPage(row(W40, "1"), row(W41, "1")));

        var answers = rig.ask(CAMPAIGNS, THREE);

        assertThat(whole(answers)).containsExactly(W39, W40, W41);
        assertThat(answers.stream().filter(told -> told.answer() instanceof Without))
                .extracting(WeekAnswer::answer)
                .containsOnly(new Without(List.of(new Omission("reach", Reason.REMOVED))));
    }

    @Test
    void aWeekThatMetaNoLongerTellsFailsAlone() {
        rig.graph.fails(400, error(3018)).fails(400, error(3018)).answers(lastPage(row(W40, "1"), row(W41, "1")));

        var answers = rig.ask(CAMPAIGNS, THREE);

        assertThat(failures(answers)).containsExactly(W39);
        assertThat(answers.getFirst().answer()).isInstanceOf(BeyondRetention.class);
        assertThat(whole(answers)).containsExactly(W40, W41);
    }

    @Test
    void aMetaThatOnlyFailsIsNotAskedForEveryWeek() {
        IntStream.range(0, 60).forEach(_ -> rig.graph.fails(503, error(2)));

        var answers = rig.ask(CAMPAIGNS, weeks(20));

        assertThat(answers).hasSize(20).allMatch(told -> told.answer() instanceof Unavailable);
        assertThat(rig.graph.asked().size()).isLessThan(14);
    }

    @Test
    void brokenDownWeeksOlderThanThirteenMonthsAreNotAskedWithYoungerOnes() {
        // The edge is 2024-10-05, a Saturday: W41 begins two days later and is asked alone.
        IntStream.range(0, 3).forEach(_ -> rig.graph.answers(lastPage()));
        var weeks = Stream.iterate(IsoWeek.parse("2024-W39"), IsoWeek::next)
                .limit(5)
                .toList();

        rig.ask(Section.DEMOGRAPHICS.recipe(), weeks);

        assertThat(rig.shared)
                .extracting(call -> call.weeks().stream().map(IsoWeek::toString).toList())
                .containsExactlyInAnyOrder(
                        List.of("2024-W39", "2024-W40"), List.of("2024-W41"), List.of("2024-W42", "2024-W43"));
        rig.graph.answers(lastPage());
        rig.ask(CAMPAIGNS, weeks);
        assertThat(rig.shared.getLast().weeks()).hasSize(5);
    }

    private static List<IsoWeek> weeks(int number) {
        return Stream.iterate(IsoWeek.parse("2025-W10"), IsoWeek::next)
                .limit(number)
                .toList();
    }

    private static String row(IsoWeek week, String campaign) {
        return span(week.monday().toString(), week.sunday().toString(), "\"campaign_id\":\"" + campaign + "\"");
    }

    private static String range(IsoWeek week) {
        return "{\"since\":\"%s\",\"until\":\"%s\"}".formatted(week.monday(), week.sunday());
    }

    private List<String> asked(String parameter) {
        return rig.graph.asked().stream()
                .map(asked -> asked.query().getOrDefault(parameter, "none"))
                .toList();
    }

    /** The keys of the rows that stand in the end. */
    private static List<String> keys(List<WeekAnswer> answers, IsoWeek week) {
        var of = answers.stream()
                .filter(told -> told.week().equals(week))
                .map(WeekAnswer::answer)
                .toList();
        return of.subList(Collections.lastIndexOfSubList(of, List.of(new Anew())) + 1, of.size()).stream()
                .filter(Page.class::isInstance)
                .map(Page.class::cast)
                .flatMap(page -> page.rows().stream())
                .map(InsightsRow::key)
                .toList();
    }

    private static List<IsoWeek> whole(List<WeekAnswer> answers) {
        return answers.stream()
                .filter(told -> told.answer() instanceof Without)
                .map(WeekAnswer::week)
                .toList();
    }

    private static List<IsoWeek> failures(List<WeekAnswer> answers) {
        return answers.stream()
                .filter(told -> told.answer() instanceof Failure)
                .map(WeekAnswer::week)
                .toList();
    }
}
