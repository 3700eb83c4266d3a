package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccessToken;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.metric.EventMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was wrong once is not asked again and again: every mistake lowers what Meta allows. */
class KnownBadTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final Recipe DAILY = Section.DAILY.recipe();

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2025-11-05T10:00:00Z"));
    private final OverheardLogs logs = new OverheardLogs();
    private final GraphRig rig = new GraphRig().on(() -> Objects.requireNonNull(now.get()));
    private final Insights insights = rig.insights();

    @AfterEach
    void close() {
        rig.close();
        logs.close();
    }

    @Test
    void aRecipeThatMetaRefusesIsNotAskedForAnHour() {
        rig.graph.fails(400, error(100)).answers(lastPage(campaign("1")));
        var refused = ask(CAMPAIGNS);
        assertThat(refused).isInstanceOf(Refused.class);

        pass(Duration.ofMinutes(59));
        assertThat(ask(CAMPAIGNS)).isEqualTo(refused);
        assertThat(rig.graph.asked()).hasSize(1);

        pass(Duration.ofMinutes(1));
        assertThat(ask(CAMPAIGNS)).isInstanceOf(Page.class);
    }

    @Test
    void anotherRecipeIsAskedAllTheSame() {
        rig.graph.fails(400, error(100)).answers(lastPage());

        ask(CAMPAIGNS);

        assertThat(ask(DAILY)).isInstanceOf(Page.class);
    }

    @Test
    void whatPassesIsAskedAgain() {
        rig.graph.fails(400, error(190)).fails(400, error(80000)).answers(lastPage());

        ask(CAMPAIGNS);
        ask(CAMPAIGNS);

        assertThat(ask(CAMPAIGNS)).isInstanceOf(Page.class);
    }

    @ParameterizedTest
    @CsvSource({"400, 613, 1996", "400, 368, 0"})
    void anAccountThatMetaStoppedIsNotAskedAboutAtAllAndRaisesAnAlarm(int status, int code, int subcode) {
        rig.graph.fails(status, error(code, subcode, "Stop"));
        assertThat(ask(CAMPAIGNS)).isInstanceOf(Blocked.class);

        assertThat(ask(DAILY)).isInstanceOf(Blocked.class);

        assertThat(rig.graph.asked()).hasSize(1);
        assertThat(rig.meters.counter("weekline.meta.accounts.stopped").count()).isOne();
        assertThat(logs.lines().stream().filter(line -> line.contains("is not asked about for")))
                .hasSize(1);
    }

    @Test
    void aNewTokenLiftsTheStop() {
        rig.graph.fails(400, error(368)).answers(lastPage());
        ask(CAMPAIGNS);

        var another = new Question(
                GraphRig.ACCOUNT,
                new AccessToken("EAAB-another"),
                GraphRig.WEEK,
                CAMPAIGNS,
                GraphRig.PURPOSE,
                EventMapping.USUAL.actionTypes(),
                new Retries(0));

        assertThat(insights.ask(another, _ -> {}).blockLast()).isInstanceOf(Page.class);
    }

    private MetaAnswer ask(Recipe recipe) {
        return rig.answersOf(insights, recipe).getLast();
    }

    private void pass(Duration time) {
        now.updateAndGet(moment -> moment.plus(time));
    }
}
