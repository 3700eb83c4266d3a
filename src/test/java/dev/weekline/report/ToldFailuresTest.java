package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weekline.meta.Hindrance;
import dev.weekline.meta.MetaAnswer;
import dev.weekline.problem.ProblemException;
import dev.weekline.problem.ProblemType;
import dev.weekline.quota.Gate;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reader is told when Meta tells nothing, one kind of failure each. */
class ToldFailuresTest {

    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(TestService.account("belmonte"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aLimitThatIsReachedSaysWhenToComeBack() {
        var until = TestService.NOW.plusSeconds(90);

        assertThat(read("2025-W11", new MetaAnswer.Throttled(Gate.ACCOUNT, until, "Spent", "T1")))
                .isEqualTo(new ReportAnswer.Exhausted(Duration.ofSeconds(90), "Spent", "T1"));
    }

    @Test
    void aLimitThatShouldBeOverMeanwhileIsWaitedForAMoment() {
        var until = TestService.NOW.minusSeconds(90);

        assertThat(read("2025-W12", new MetaAnswer.Throttled(Gate.APP, until, "Spent", "")))
                .isEqualTo(new ReportAnswer.Exhausted(Duration.ofSeconds(1), "Spent", ""));
    }

    @Test
    void aWeekThatMetaSaysItNoLongerKeepsIsBeyondRetention() {
        var answer = read("2025-W13", new MetaAnswer.BeyondRetention("Too old", "T3"));

        var problem = catchThrowableOfType(
                ProblemException.class, () -> ReportProblems.ready(answer, IsoWeek.parse("2025-W13")));
        assertThat(problem.type()).isEqualTo(ProblemType.BEYOND_RETENTION);
        assertThat(answer).isEqualTo(new ReportAnswer.BeyondRetention(IsoWeek.parse("2025-W14"), "T3"));
    }

    @Test
    void whatCannotBeReadIsRefusedLikeWhatMetaRefuses() {
        assertThat(read("2025-W15", new MetaAnswer.Malformed("Not JSON", "T4")))
                .isEqualTo(new ReportAnswer.Refused("Not JSON", "T4"));
        assertThat(read("2025-W16", new MetaAnswer.Refused("No", "T5")))
                .isEqualTo(new ReportAnswer.Refused("No", "T5"));
        assertThat(read("2025-W17", new MetaAnswer.TooLarge("Too much", "T6")))
                .isEqualTo(new ReportAnswer.Refused("Too much", "T6"));
    }

    @Test
    void aHindranceIsForTheOperator() {
        assertThat(read("2025-W18", new MetaAnswer.Blocked(Hindrance.NOT_SHARED, "Share it", "T7")))
                .isEqualTo(new ReportAnswer.Blocked("Share it", "T7"));
    }

    @Test
    void nothingOfAFailureIsStored() {
        read("2025-W19", new MetaAnswer.Unavailable("Away", ""));

        assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("0");
    }

    private static ReportAnswer read(String week, MetaAnswer failure) {
        return new FetchRig(service, new ScriptedInsights().says("totals", failure)).read(IsoWeek.parse(week));
    }
}
