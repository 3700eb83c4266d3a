package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.day;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static dev.weekline.meta.GraphBodies.span;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.MetaAnswer.Malformed;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Refused;
import dev.weekline.meta.MetaAnswer.TooLarge;
import dev.weekline.meta.ScriptedGraph.Asked;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphInsightsTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();

    private final GraphRig rig = new GraphRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void campaignsAreAskedAsTheContractSays() {
        rig.graph.answers(lastPage());

        rig.ask(CAMPAIGNS);

        var asked = rig.graph.asked().getFirst();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.path()).isEqualTo("/v26.0/act_1203300000000017/insights");
        assertThat(asked.query())
                .containsOnly(
                        entry("level", "campaign"),
                        entry(
                                "fields",
                                "campaign_id,campaign_name,objective,buying_type,spend,impressions,reach,clicks,"
                                        + "inline_link_clicks,actions,action_values"),
                        entry("time_range", "{\"since\":\"2025-09-22\",\"until\":\"2025-09-28\"}"),
                        entry("limit", "500"));
    }

    @Test
    void aBreakdownIsAskedAsBreakdownAndNeverAsField() {
        rig.graph.answers(lastPage());

        rig.ask(Section.PLACEMENTS.recipe());

        var query = rig.graph.asked().getFirst().query();
        assertThat(query).containsEntry("breakdowns", "publisher_platform,platform_position");
        assertThat(query.get("fields")).doesNotContain("platform");
        assertThat(query).containsEntry("level", "account");
    }

    @Test
    void daysAreAskedAsAnIncrementOfOne() {
        rig.graph.answers(lastPage());

        rig.ask(Section.DAILY.recipe());

        var query = rig.graph.asked().getFirst().query();
        assertThat(query).containsEntry("time_increment", "1");
        assertThat(query.get("fields")).doesNotContain("date");
    }

    @Test
    void theAddressIsEncoded() {
        rig.graph.answers(page("a+b/c=&d e", campaign("1"))).answers(lastPage());

        rig.ask(CAMPAIGNS);

        assertThat(rig.graph.asked().getFirst().rawQuery()).doesNotContain("{", "\"", " ", "+");
        assertThat(rig.graph.asked().getLast().query()).containsEntry("after", "a+b/c=&d e");
    }

    @Test
    void theTokenTravelsInTheHeaderAlone() {
        rig.graph.answers(page("c1", campaign("1"))).answers(lastPage(campaign("2")));

        rig.ask(CAMPAIGNS);

        assertThat(rig.graph.asked()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("Authorization")).isEqualTo("Bearer EAAB-test-token-7f3a");
            assertThat(asked.header("Accept")).isEqualTo("application/json");
            assertThat(asked.header("Accept-Encoding")).contains("gzip");
            assertThat(asked.path() + asked.rawQuery()).doesNotContain(GraphRig.TOKEN.secret());
        });
    }

    @Test
    void everyPageProvesTheAppSecret() {
        rig.withAppSecret("app-secret-of-the-test")
                .graph
                .answers(page("c1", campaign("1")))
                .answers(lastPage());

        rig.ask(CAMPAIGNS);

        // printf 'EAAB-test-token-7f3a' | openssl dgst -sha256 -hmac 'app-secret-of-the-test'
        assertThat(rig.graph.asked())
                .hasSize(2)
                .allSatisfy(asked -> assertThat(asked.query())
                        .containsEntry(
                                "appsecret_proof", "4b20fef8ddee9cb6908b06e632a8cad931a913be202d866fdd263ebe72415a4b"));
    }

    @Test
    void withoutAnAppSecretThereIsNoProof() {
        rig.withAppSecret(" ").graph.answers(lastPage());

        rig.ask(CAMPAIGNS);

        assertThat(rig.graph.asked().getFirst().query()).doesNotContainKey("appsecret_proof");
    }

    @Test
    void pagesAreWalkedByCursorUntilNoneFollows() {
        rig.graph
                .answers(page("c1", campaign("1"), campaign("2")))
                .answers(page("c2"))
                .answers(lastPage(campaign("3")));

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers)
                .extracting(GraphInsightsTest::keys)
                .containsExactly(List.of("1", "2"), List.of(), List.of("3"));
        assertThat(rig.graph.asked())
                .extracting(asked -> asked.query().getOrDefault("after", "none"))
                .containsExactly("none", "c1", "c2");
    }

    @Test
    void theAddressOfTheNextPageIsNeverFollowed() {
        rig.graph.answers(page("c1", campaign("1"))).answers(lastPage(campaign("2")));

        rig.ask(CAMPAIGNS);

        assertThat(rig.graph.asked()).extracting(Asked::path).containsOnly("/v26.0/act_1203300000000017/insights");
        assertThat(rig.graph.asked())
                .allSatisfy(asked -> assertThat(asked.query())
                        .doesNotContainKey("access_token")
                        .containsEntry("level", "campaign"));
    }

    @Test
    void aWeekWithoutDeliveryIsOneEmptyPage() {
        rig.graph.answers("{\"data\": []}");

        assertThat(rig.ask(CAMPAIGNS)).containsExactly(new Page(Part.WHOLE, List.of()));
    }

    @Test
    void aCursorThatDoesNotMoveEndsTheWalk() {
        rig.graph.answers(page("c1", campaign("1"))).answers(page("c1", campaign("1")));

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers).hasSize(2).last().isEqualTo(new Malformed("Meta sent the same page twice", ""));
        assertThat(rig.graph.asked()).hasSize(2);
    }

    @Test
    void aWalkWithoutEndIsGivenUp() {
        rig.withMaxPages(2)
                .graph
                .answers(page("c1", campaign("1")))
                .answers(page("c2", campaign("2")))
                .answers(lastPage());

        assertThat(rig.ask(CAMPAIGNS)).last().isEqualTo(new TooLarge("Meta has more than 2 pages", ""));
        assertThat(rig.graph.asked()).hasSize(2);
    }

    @Test
    void aNextPageWithoutACursorEndsTheWalk() {
        rig.graph.answers("{\"data\": [], \"paging\": {\"next\": \"https://graph.facebook.com/x\"}}");

        assertThat(rig.askOnce()).isInstanceOf(Malformed.class);
    }

    @Test
    void aFailureIsTheLastElementAfterThePagesThatCame() {
        rig.graph
                .answers(page("c1", campaign("1")))
                .fails(400, GraphBodies.error(100))
                .answers(lastPage(campaign("2")));

        var answers = rig.ask(CAMPAIGNS);

        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst()).isInstanceOf(Page.class);
        assertThat(answers.getLast()).isInstanceOf(Refused.class);
        assertThat(rig.graph.asked()).hasSize(2);
    }

    @Test
    void rowsOfAnotherWeekAreRefused() {
        rig.graph.answers(lastPage(campaign("1"), span("2025-09-21", "2025-09-27", "\"campaign_id\":\"2\"")));

        assertThat(rig.askOnce())
                .isEqualTo(new Malformed(
                        "Meta answered for 2025-09-21 to 2025-09-27 when asked for the week of 2025-09-22 to 2025-09-28",
                        ""));
    }

    @Test
    void daysOfAnotherWeekAreRefused() {
        rig.graph.answers(lastPage(day("2025-09-22"), day("2025-09-29")));

        assertThat(rig.ask(Section.DAILY.recipe()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.why()).contains("2025-09-29"));
    }

    @Test
    void everyRecipeOfAWeekTogetherCostsFourteenUnits() {
        assertThat(rig.insights().unitsOfWeek()).isEqualTo(14);
    }

    private static List<String> keys(MetaAnswer answer) {
        return ((Page) answer).rows().stream().map(InsightsRow::key).toList();
    }
}
