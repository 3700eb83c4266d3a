package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.Shape.Cut;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A question that Meta answers in its own time. The test's time passes as fast as Meta is asked. */
class ReportRunTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final Instant BEGIN = Instant.parse("2025-11-05T10:00:00Z");

    private final VirtualTimeScheduler timer = VirtualTimeScheduler.create();
    private final InstantSource time = () -> BEGIN.plusMillis(timer.now(TimeUnit.MILLISECONDS));
    private final GraphRig rig = new GraphRig().on(time).on(timer);

    ReportRunTest() {
        rig.lessons.kept.put(
                GraphRig.ACCOUNT + " campaigns/1", new Lesson(new Shape(500, Cut.REPORT_RUN, 1, Set.of()), BEGIN));
    }

    @AfterEach
    void close() {
        rig.close();
        timer.dispose();
    }

    @Test
    void aRunIsBegunAwaitedAndRead() throws InterruptedException {
        rig.graph
                .answers("{\"report_run_id\": 6023920149050}")
                .answers(state("Job Not Started", 0))
                .answers(state("Job Running", 40))
                .answers(state("Job Completed", 100))
                .answers(page("c1", campaign("1")))
                .answers(lastPage(campaign("2")));

        assertThat(askAll()).hasSize(2).allMatch(Page.class::isInstance);

        assertThat(rig.graph.asked())
                .extracting(asked -> asked.method() + " " + asked.path())
                .containsExactly(
                        "POST /v26.0/act_1203300000000017/insights",
                        "GET /v26.0/6023920149050",
                        "GET /v26.0/6023920149050",
                        "GET /v26.0/6023920149050",
                        "GET /v26.0/6023920149050/insights",
                        "GET /v26.0/6023920149050/insights");
        assertThat(rig.graph.asked().getFirst().query())
                .containsEntry("level", "campaign")
                .containsEntry("time_range", "{\"since\":\"2025-09-22\",\"until\":\"2025-09-28\"}")
                .doesNotContainKeys("access_token", "limit");
        assertThat(rig.graph.asked().getLast().query()).containsEntry("after", "c1");
    }

    @Test
    void hundredPercentIsNotTheEndUntilTheRunIsCompleted() throws InterruptedException {
        rig.graph
                .answers("{\"report_run_id\": \"7\"}")
                .answers(state("Job Running", 100))
                .answers(state("Job Completed", 100))
                .fails(400, error(2601, 1815107, "Error accessing adreport job."))
                .answers(state("Job Completed", 100))
                .answers(lastPage(campaign("1")));

        assertThat(askAll()).singleElement().isInstanceOf(Page.class);
    }

    @Test
    void pausesGrowUpToHalfAMinute() throws InterruptedException {
        rig.graph.answers("{\"report_run_id\": \"7\"}");
        for (var i = 1; i < 15; i++) {
            rig.graph.answers(state("Job Running", i));
        }
        rig.graph.answers(state("Job Completed", 100)).answers(lastPage());

        askAll();

        var looks =
                rig.calls.stream().skip(1).limit(15).map(GraphCall::startedAt).toList();
        var pauses = new ArrayList<Long>();
        for (var i = 1; i < looks.size(); i++) {
            pauses.add(Duration.between(looks.get(i - 1), looks.get(i)).toSeconds());
        }
        assertThat(pauses).isSorted().startsWith(1L).endsWith(30L);
    }

    @Test
    void aVeryNewRunMayNotBeKnownYet() throws InterruptedException {
        rig.graph
                .answers("{\"report_run_id\": \"7\"}")
                .fails(400, error(100, 33, "Unsupported get request"))
                .fails(400, error(100, 33, "Unsupported get request"))
                .answers(state("Job Completed", 100))
                .fails(400, error(100, 0, "(#100) Cannot include actions in summary param"))
                .answers(lastPage(campaign("1")));

        assertThat(askAll()).singleElement().isInstanceOf(Page.class);
    }

    @Test
    void aRunThatStaysUnknownIsAnAccountThatIsNotShared() throws InterruptedException {
        rig.graph.answers("{\"report_run_id\": \"7\"}");
        for (var i = 0; i < 10; i++) {
            rig.graph.fails(400, error(100, 33, "Unsupported get request"));
        }

        assertThat(askAll()).singleElement().isInstanceOf(Blocked.class);
        assertThat(rig.graph.asked()).hasSizeLessThan(10);
    }

    @Test
    void aRunThatIsStuckAtNothingIsBegunOnceMore() throws InterruptedException {
        rig.graph.answers("{\"report_run_id\": \"7\"}");
        answersUntil("Job Running", 0, Duration.ofMinutes(5));
        rig.graph
                .answers("{\"report_run_id\": \"8\"}")
                .answers(state("Job Completed", 100))
                .answers(lastPage(campaign("1")));

        assertThat(askAll()).singleElement().isInstanceOf(Page.class);

        assertThat(rig.graph.asked().stream().filter(asked -> asked.method().equals("POST")))
                .hasSize(2);
        assertThat(rig.graph.asked().getLast().path()).contains("/8/");
        var begun = rig.calls.stream().filter(call -> call.startedAt().isAfter(BEGIN.plusSeconds(299)));
        assertThat(begun.findFirst().orElseThrow().startedAt()).isBefore(BEGIN.plusSeconds(360));
    }

    @Test
    void aRunThatDoesNotEndIsGivenUpAfterHalfAnHour() throws InterruptedException {
        rig.graph.answers("{\"report_run_id\": \"7\"}");
        for (var i = 0; i < 100; i++) {
            rig.graph.answers(state("Job Running", 50));
        }

        assertThat(askAll()).singleElement().isInstanceOf(Unavailable.class);
        assertThat(Duration.between(BEGIN, time.instant())).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
        assertThat(rig.runs.known).hasSize(1);
    }

    @Test
    void aRunThatFailedOrExpiredIsBegunOnceMoreAndNotTwice() throws InterruptedException {
        rig.graph
                .answers("{\"report_run_id\": \"7\"}")
                .answers(state("Job Skipped", 0))
                .answers("{\"report_run_id\": \"8\"}")
                .answers("""
                        {"id": "8", "async_status": "Job Failed", "async_percent_completion": 0,
                         "error_code": 2601, "error_subcode": 1487742, "error_message": "There was an error"}
                        """);

        assertThat(askAll()).singleElement().isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).hasSize(4);
    }

    @Test
    void aRunThatFailedBecauseItIsTooLargeIsTooLarge() throws InterruptedException {
        rig.graph.answers("{\"report_run_id\": \"7\"}").answers("""
                {"id": "7", "async_status": "Job Failed", "async_percent_completion": 0,
                 "error_code": 2, "error_subcode": 1504038, "error_message": "Please try again"}
                """);
        rig.lessons.kept.put(
                GraphRig.ACCOUNT + " campaigns/1", new Lesson(new Shape(25, Cut.REPORT_RUN, 1, Set.of()), BEGIN));

        assertThat(askAll()).singleElement().isInstanceOf(TooLarge.class);
    }

    @Test
    void aRunIsKnownAsSoonAsMetaHasNamedItAndForgottenWhenItIsRead() throws InterruptedException {
        rig.graph
                .answers("{\"report_run_id\": \"7\"}")
                .answers(state("Job Completed", 100))
                .fails(400, error(190));
        askAll();
        assertThat(rig.runs.known.values()).extracting(ReportRun::id).containsExactly("7");

        rig.graph.answers(state("Job Completed", 100)).answers(lastPage(campaign("1")));
        assertThat(askAll()).singleElement().isInstanceOf(Page.class);

        assertThat(rig.graph.asked().stream().filter(asked -> asked.method().equals("POST")))
                .hasSize(1);
        assertThat(rig.runs.known).isEmpty();
    }

    @Test
    void anIdThatIsNoneIsNoRun() throws InterruptedException {
        rig.graph.answers("{\"report_run_id\": \"../me\"}");

        assertThat(askAll()).singleElement().isInstanceOf(MetaAnswer.Malformed.class);
    }

    @Test
    void everyCallForARunPassesTheQuota() throws InterruptedException {
        rig.graph
                .answers("{\"report_run_id\": \"7\"}")
                .answers(state("Job Completed", 100))
                .answers(lastPage());

        askAll();

        assertThat(rig.quota.taken()).hasSize(3);
    }

    /** Asks, and lets time pass while no call is on its way. */
    private List<MetaAnswer> askAll() throws InterruptedException {
        var answers = rig.insights()
                .ask(GraphRig.question(CAMPAIGNS), rig.calls::add)
                .collectList()
                .toFuture();
        while (!answers.isDone()) {
            var isOnItsWay = rig.quota.taken().size() > rig.calls.size();
            timer.advanceTimeBy(isOnItsWay ? Duration.ZERO : Duration.ofMillis(500));
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return answers.join();
    }

    private void answersUntil(String status, int percent, Duration end) {
        var pause = Duration.ofSeconds(1);
        for (var passed = pause; passed.compareTo(end.plusSeconds(30)) < 0; passed = passed.plus(pause)) {
            rig.graph.answers(state(status, percent));
            pause = Duration.ofMillis(Math.min(30_000, pause.toMillis() * 3 / 2));
        }
    }

    private static String state(String status, int percent) {
        return """
                {"id": "7", "account_id": "1203300000000017", "async_status": "%s", "async_percent_completion": %d}
                """.formatted(status, percent);
    }
}
