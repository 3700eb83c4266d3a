package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.meta.Shape.Cut;
import dev.weekline.sandbox.SandboxSettings;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What outlives the process, in a real database: how Meta has to be asked, and which reports it is making. */
@TestInstance(Lifecycle.PER_CLASS)
class RememberedTest {

    private static final Instant NOW = Instant.parse("2025-11-05T10:00:00Z");
    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final Recipe RELEVANCE = Section.RELEVANCE.recipe();
    private static final AccountId OTHER = new AccountId("act_7");

    private final TestDatabase.Fresh database = TestDatabase.fresh();
    private final Weekline weekline = Weekline.start(
            Map.of(
                    "WEEKLINE_DATABASE_URL", database.url(),
                    "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                    "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                    "WEEKLINE_META_MODE", "live",
                    "WEEKLINE_META_BASE_URL", "http://localhost:1",
                    "MICRONAUT_SERVER_PORT", "0"),
            Clock.fixed(NOW, ZoneOffset.UTC),
            SandboxSettings.defaults(),
            _ -> {});
    private final Lessons lessons = weekline.context().getBean(Lessons.class);
    private final ReportRuns runs = weekline.context().getBean(ReportRuns.class);

    @AfterAll
    void close() {
        weekline.close();
        database.close();
    }

    @Test
    void thereIsOneClock() {
        assertThat(weekline.context().getBean(InstantSource.class))
                .isSameAs(weekline.context().getBean(Clock.class));
    }

    @Test
    void aLessonIsOfOneAccountAndRecipe() {
        var lesson = new Lesson(new Shape(50, Cut.DAYS, 2, Set.of("reach", "clicks")), NOW);
        lessons.keep(GraphRig.ACCOUNT, RELEVANCE, lesson).block();

        assertThat(lessons.find(GraphRig.ACCOUNT, RELEVANCE).block()).isEqualTo(lesson);
        assertThat(lessons.find(GraphRig.ACCOUNT, CAMPAIGNS).block()).isNull();
        assertThat(lessons.find(OTHER, RELEVANCE).block()).isNull();
    }

    @Test
    void aNewLessonTakesThePlaceOfTheOldAndTheUsualShapeOfBoth() throws SQLException {
        var account = new AccountId("act_8");
        lessons.keep(account, CAMPAIGNS, new Lesson(new Shape(50, Cut.REPORT_RUN, 1, Set.of()), NOW))
                .block();
        var newer = new Lesson(new Shape(200, Cut.WEEK, 1, Set.of()), NOW.plusSeconds(1));
        lessons.keep(account, CAMPAIGNS, newer).block();
        assertThat(lessons.find(account, CAMPAIGNS).block()).isEqualTo(newer);

        lessons.keep(account, CAMPAIGNS, new Lesson(Shape.of(CAMPAIGNS), NOW)).block();

        assertThat(lessons.find(account, CAMPAIGNS).block()).isNull();
    }

    @Test
    void aReportRunIsFoundForTheSameQuestionWhileItsFiguresAreNew() {
        var question = GraphRig.question(CAMPAIGNS);
        var run = new ReportRun("6023920149050", NOW.minusSeconds(3_599));
        runs.keep(question, "{level=campaign}", run).block();

        assertThat(runs.find(question, "{level=campaign}").block()).isEqualTo(run);
        assertThat(runs.find(question, "{level=ad}").block()).isNull();
        assertThat(runs.find(GraphRig.question(RELEVANCE), "{level=campaign}").block())
                .isNull();

        runs.keep(question, "{level=campaign}", new ReportRun("8", NOW.minusSeconds(3_600)))
                .block();
        assertThat(runs.find(question, "{level=campaign}").block()).isNull();
    }

    @Test
    void aReportRunThatWasReadIsForgotten() {
        var question = GraphRig.question(RELEVANCE);
        runs.keep(question, "{}", new ReportRun("9", NOW)).block();

        runs.forget(question).block();

        assertThat(runs.find(question, "{}").block()).isNull();
    }

    @Test
    void aDatabaseThatFailsCostsALessonAndNotTheAnswer() throws SQLException {
        try (var own = TestDatabase.fresh();
                var other = Weekline.start(
                        Map.of(
                                "WEEKLINE_DATABASE_URL", own.url(),
                                "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                                "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                                "WEEKLINE_META_MODE", "live",
                                "MICRONAUT_SERVER_PORT", "0"),
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        SandboxSettings.defaults(),
                        _ -> {})) {
            try (var connection = own.connect();
                    var statement = connection.createStatement()) {
                statement.execute("DROP TABLE recipe_lesson, report_run");
            }
            var broken = other.context().getBean(Lessons.class);
            var brokenRuns = other.context().getBean(ReportRuns.class);

            assertThat(broken.find(GraphRig.ACCOUNT, CAMPAIGNS).block()).isNull();
            broken.keep(GraphRig.ACCOUNT, CAMPAIGNS, new Lesson(new Shape(50, Cut.WEEK, 1, Set.of()), NOW))
                    .block();
            assertThat(brokenRuns.find(GraphRig.question(CAMPAIGNS), "{}").block())
                    .isNull();
            brokenRuns.forget(GraphRig.question(CAMPAIGNS)).block();
        }
    }
}
