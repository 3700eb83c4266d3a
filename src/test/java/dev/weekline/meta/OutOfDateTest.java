package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static dev.weekline.meta.GraphBodies.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Anew;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.Without;
import dev.weekline.meta.Omission.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when Meta's API has moved on and our recipes have not. */
class OutOfDateTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final Recipe PLACEMENTS = Section.PLACEMENTS.recipe();
    private static final String NO_REACH =
            "(#100) Tried accessing nonexisting field (reach) on node type (AdsInsights)";

    private final OverheardLogs logs = new OverheardLogs();
    private final GraphRig rig = new GraphRig();

    @AfterEach
    void close() {
        rig.close();
        logs.close();
    }

    @Test
    void aFieldThatMetaRemovedIsLeftOutAndNothingElse() {
        rig.graph.fails(400, error(100, 0, NO_REACH)).answers(lastPage(campaign("1")));

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers.getFirst()).isInstanceOf(Page.class);
        assertThat(answers.getLast()).isEqualTo(new Without(List.of(new Omission("reach", Reason.REMOVED))));
        assertThat(rig.graph.asked().getLast().query().get("fields"))
                .isEqualTo("campaign_id,campaign_name,objective,buying_type,spend,impressions,clicks,"
                        + "inline_link_clicks,actions,action_values");
    }

    @Test
    void aBreakdownThatMetaRemovedIsLeftOut() {
        rig.graph
                .fails(400, error(100, 0, "(#100) breakdowns[1] must be one of the following values: age, gender"))
                .answers(lastPage(row("\"publisher_platform\":\"facebook\"", "\"spend\":\"1\"")));

        var answers = rig.ask(PLACEMENTS);

        assertThat(answers.getLast())
                .isEqualTo(new Without(List.of(new Omission("platform_position", Reason.REMOVED))));
        assertThat(((Page) answers.getFirst()).rows().getFirst().key()).isEqualTo("facebook|~");
        assertThat(rig.graph.asked().getLast().query()).containsEntry("breakdowns", "publisher_platform");
    }

    @Test
    void aRankingThatMetaRemovedIsLeftOut() {
        rig.graph
                .fails(
                        400,
                        error(100, 0, "(#100) Tried accessing nonexisting field (quality_ranking) on node type (X)"))
                .answers(lastPage(row("\"ad_id\":\"1\"")));

        assertThat(rig.ask(Section.RELEVANCE.recipe()))
                .last()
                .isEqualTo(new Without(List.of(new Omission("quality_ranking", Reason.REMOVED))));
        assertThat(rig.graph.asked().getLast().query().get("fields"))
                .isEqualTo("ad_id,ad_name,campaign_id,engagement_rate_ranking,conversion_rate_ranking,"
                        + "spend,impressions,clicks");
    }

    @Test
    void severalMayBeRemovedAtOnce() {
        rig.graph
                .fails(400, error(100, 0, NO_REACH))
                .fails(400, error(100, 0, "(#100) clicks is not valid for fields param"))
                .answers(lastPage());

        assertThat(rig.ask(CAMPAIGNS))
                .last()
                .isEqualTo(new Without(
                        List.of(new Omission("clicks", Reason.REMOVED), new Omission("reach", Reason.REMOVED))));
    }

    @Test
    void whatIsLeftOutIsRememberedAndSaidOnceAndCounted() {
        rig.graph.fails(400, error(100, 0, NO_REACH)).answers(lastPage()).answers(lastPage());
        var insights = rig.insights();

        rig.answersOf(insights, CAMPAIGNS);
        assertThat(rig.answersOf(insights, CAMPAIGNS)).last().isInstanceOf(Without.class);

        assertThat(rig.graph.asked()).hasSize(3);
        assertThat(logs.lines().stream().filter(line -> line.contains("Meta refuses reach in campaigns/1")))
                .hasSize(1);
        assertThat(rig.meters
                        .counter("weekline.meta.omitted.fields", "recipe", "campaigns/1", "field", "reach")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void rowsThatCameWithAFieldAreVoidWhenItIsRefusedOnALaterPage() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .fails(400, error(100, 0, NO_REACH))
                .answers(lastPage(campaign("1")));

        assertThat(rig.ask(CAMPAIGNS))
                .extracting(Object::getClass)
                .containsExactly(Page.class, Anew.class, Page.class, Without.class);
    }

    @Test
    void whatMakesARowOneOfItsKindCannotBeLeftOut() {
        rig.graph.fails(400, error(100, 0, "(#100) Tried accessing nonexisting field (campaign_id) on node type (X)"));

        assertThat(rig.askOnce()).isInstanceOf(Refused.class);
    }

    @Test
    void aMetaThatRefusesEverythingIsNotAskedForEver() {
        for (var field : CAMPAIGNS.fields()) {
            rig.graph.fails(400, error(100, 0, "(#100) " + field + " is not valid for fields param"));
        }

        assertThat(rig.askOnce()).isInstanceOf(Refused.class);
        assertThat(rig.graph.asked()).hasSizeLessThan(8);
    }

    @Test
    void aVersionThatAnswersForAnotherIsSaidOnceAndCounted() {
        rig.graph
                .answers(200, page("c1", campaign("1")), Map.of("facebook-api-version", "v25.0"))
                .answers(200, lastPage(), Map.of("facebook-api-version", "v25.0"));

        rig.ask(CAMPAIGNS);

        assertThat(logs.lines().stream().filter(line -> line.contains("Meta answers with v25.0 when asked for v26.0")))
                .hasSize(1);
        assertThat(rig.meters
                        .counter("weekline.meta.version.mismatches", "asked", "v26.0")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aVersionThatIsDeadIsSaidOnceAndCounted() {
        rig.graph.fails(400, error(2635)).fails(400, error(2635));
        var insights = rig.insights();

        rig.answersOf(insights, PLACEMENTS);
        assertThat(rig.answersOf(insights, CAMPAIGNS)).singleElement().isInstanceOf(Refused.class);

        assertThat(logs.lines().stream().filter(line -> line.contains("Meta no longer serves v26.0")))
                .hasSize(1);
        assertThat(rig.meters
                        .counter("weekline.meta.version.dead", "asked", "v26.0")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void theVersionThatWasAskedForIsNoNews() {
        rig.graph.answers(200, lastPage(), Map.of("facebook-api-version", "v26.0"));

        rig.ask(CAMPAIGNS);

        assertThat(logs.lines().stream().filter(line -> line.contains("Meta answers with")))
                .isEmpty();
    }
}
