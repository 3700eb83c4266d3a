package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static dev.weekline.meta.GraphRig.ACCOUNT;
import static dev.weekline.meta.GraphRig.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.weekline.account.AccessToken;
import dev.weekline.meta.MetaAnswer.Blocked;
import dev.weekline.meta.MetaAnswer.Page;
import dev.weekline.meta.MetaAnswer.Throttled;
import dev.weekline.meta.MetaAnswer.Unavailable;
import dev.weekline.meta.RecordedQuota.Taken;
import dev.weekline.metric.EventMapping;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.quota.Usage;
import dev.weekline.quota.UsageReading;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens around one call: quota, deadlines, repeating, and telling. */
class GraphCallsTest {

    private static final Recipe CAMPAIGNS = Section.CAMPAIGNS.recipe();
    private static final Duration BRIEF = Duration.ofMillis(150);
    private static final Duration AMPLE = Duration.ofSeconds(20);

    private final GraphRig rig = new GraphRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void everyPagePassesTheQuotaOnce() {
        rig.graph.answers(page("c1", campaign("1"))).answers(lastPage());

        rig.ask(Section.DAILY.recipe());
        rig.ask(CAMPAIGNS);

        assertThat(rig.quota.taken().getFirst()).isEqualTo(new Taken(ACCOUNT, 5, PATIENCE));
        assertThat(rig.quota.taken()).hasSameSizeAs(rig.graph.asked());
    }

    @Test
    void everyRepetitionPassesTheQuotaAgain() {
        rig.graph.fails(500, error(2)).html(503).answers(lastPage(campaign("1")));

        assertThat(rig.askOnce()).isInstanceOf(Page.class);

        assertThat(rig.quota.taken()).containsExactly(taken(1), taken(1), taken(1));
        assertThat(rig.calls)
                .extracting(GraphCall::attempt, GraphCall::outcome)
                .containsExactly(tuple(1, "transient"), tuple(2, "transient"), tuple(3, "ok"));
    }

    @Test
    void aDeniedCallIsNotMade() {
        rig.quota.answers(new Denied(Duration.ofSeconds(90)));

        assertThat(rig.askOnce()).isInstanceOf(Throttled.class);
        assertThat(rig.graph.asked()).isEmpty();
        assertThat(rig.calls).isEmpty();
    }

    @Test
    void theNextPageMayBeDenied() {
        rig.quota.answers(new Granted(1, Duration.ZERO)).answers(new Denied(Duration.ofSeconds(90)));
        rig.graph.answers(page("c1", campaign("1")));

        assertThat(rig.ask(CAMPAIGNS)).last().isInstanceOf(Throttled.class);
        assertThat(rig.graph.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatIsNotJsonIsAskedForAgain() {
        rig.graph.plain("Service Unavailable").html(404).answers(lastPage(campaign("1")));

        assertThat(rig.askOnce()).isInstanceOf(Page.class);
        assertThat(rig.graph.asked()).hasSize(3);
    }

    @Test
    void anEmptyAnswerIsAskedForAgain() {
        rig.graph.answers("").answers("\"text\"").answers("{\"data\": [{\"spe");

        assertThat(rig.askOnce())
                .isEqualTo(new Unavailable("Meta answered something that is not JSON (HTTP status 200)", ""));
        assertThat(rig.graph.asked()).hasSize(3);
    }

    @Test
    void aConnectionThatIsDroppedIsTriedAgain() {
        rig.graph.drops().breaksOff("{\"data\": [").answers(lastPage(campaign("1")));

        assertThat(rig.askOnce()).isInstanceOf(Page.class);
        assertThat(rig.calls).extracting(GraphCall::status).containsExactly(0, 0, 200);
    }

    @Test
    void whereNobodyListensMetaIsUnavailable() {
        var nobody = rig.insightsAt(URI.create("http://localhost:1"));

        assertThat(rig.answersOf(nobody, CAMPAIGNS))
                .singleElement()
                .isInstanceOfSatisfying(Unavailable.class, answer -> {
                    assertThat(answer.why()).contains("could not be reached").doesNotContain("localhost");
                });
        assertThat(rig.calls).hasSize(3);
    }

    @Test
    void aHostThatDoesNotExistMakesMetaUnavailable() {
        var nowhere = rig.insightsAt(URI.create("http://graph.invalid"));

        assertThat(rig.answersOf(nowhere, CAMPAIGNS)).singleElement().isInstanceOf(Unavailable.class);
    }

    @Test
    void aFirstByteThatDoesNotComeIsNotAwaitedForever() {
        rig.with(GraphRig.bounds(BRIEF, AMPLE, 1 << 20)).graph.hangs().hangs().hangs();

        assertThat(rig.askOnce()).isEqualTo(new Unavailable("Meta sent nothing for 150 ms", ""));
    }

    @Test
    void anAnswerThatDoesNotEndIsNotAwaitedForever() {
        rig.with(GraphRig.bounds(AMPLE, BRIEF, 1 << 20));
        for (var i = 0; i < 8; i++) {
            rig.graph.trickles();
        }

        assertThat(rig.askOnce()).isEqualTo(new Unavailable("Meta did not answer within 150 ms", ""));
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var elsewhere = new ScriptedGraph()) {
            for (var i = 0; i < 3; i++) {
                rig.graph.sendsElsewhere(elsewhere.address());
            }

            assertThat(rig.askOnce()).isInstanceOf(Unavailable.class);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void aNextPageThatLiesElsewhereIsAskedForWhereTheFirstWas() {
        try (var elsewhere = new ScriptedGraph()) {
            rig.graph.answers("""
                            {"data": [], "paging": {"cursors": {"after": "c1"}, "next": "%s/v26.0/act_1/insights"}}
                            """.formatted(elsewhere.address())).answers(GraphBodies.lastPage());

            rig.ask(CAMPAIGNS);

            assertThat(rig.graph.asked()).hasSize(2);
            assertThat(rig.graph.asked().getLast().query()).containsEntry("after", "c1");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void aTokenThatNoHeaderMayHoldIsNotSent() {
        var question = new Insights.Question(
                ACCOUNT,
                new AccessToken("EAAB\r\nX-Evil: 1"),
                GraphRig.WEEK,
                CAMPAIGNS,
                GraphRig.PURPOSE,
                EventMapping.USUAL.actionTypes(),
                new Retries(1));

        var answer = rig.insights().ask(question, rig.calls::add).blockLast();

        assertThat(answer).isInstanceOf(Blocked.class);
        assertThat(answer.toString()).doesNotContain("EAAB");
        assertThat(rig.quota.taken()).isEmpty();
    }

    @Test
    void aCallIsToldWithAllThatMetaSaidAboutUsage() {
        var moment = Instant.parse("2025-10-01T10:00:00Z");
        rig.on(Clock.fixed(moment, ZoneOffset.UTC));
        rig.quota.answers(new Granted(1, Duration.ofSeconds(7)));
        rig.graph.answers(
                200,
                lastPage(campaign("1"), campaign("2")),
                Map.of(
                        "X-App-Usage", "{\"call_count\":28}",
                        "X-Ad-Account-Usage", "{\"acc_id_util_pct\":9.67}",
                        "X-FB-Ads-Insights-Throttle", "{\"app_id_util_pct\":100}",
                        "X-Business-Use-Case-Usage", "{\"1\":[]}",
                        "X-FB-Trace-Id", "Trace1",
                        "X-Other", "not kept"));

        rig.ask(CAMPAIGNS);

        assertThat(rig.calls)
                .containsExactly(new GraphCall(
                        "campaigns",
                        1,
                        1,
                        Optional.empty(),
                        1,
                        Duration.ofSeconds(7),
                        moment,
                        Duration.ZERO,
                        200,
                        2,
                        "ok",
                        "Trace1",
                        UsageReading.SILENT,
                        new Usage(Map.of(
                                "x-app-usage", "{\"call_count\":28}",
                                "x-ad-account-usage", "{\"acc_id_util_pct\":9.67}",
                                "x-fb-ads-insights-throttle", "{\"app_id_util_pct\":100}",
                                "x-business-use-case-usage", "{\"1\":[]}"))));
    }

    @Test
    void aUsageHeaderIsKeptUpTo4kB() {
        rig.graph.answers(200, lastPage(), Map.of("X-Business-Use-Case-Usage", "x".repeat(6000)));

        rig.ask(CAMPAIGNS);

        assertThat(rig.calls.getFirst().usage().headers().get("x-business-use-case-usage"))
                .hasSize(4096);
    }

    @Test
    void aCallThatFailsIsToldToo() {
        rig.graph.answers(400, error(17), Map.of("X-App-Usage", "{\"call_count\":100}"));

        rig.askOnce();

        assertThat(rig.calls).singleElement().satisfies(call -> {
            assertThat(call.outcome()).isEqualTo("throttled");
            assertThat(call.status()).isEqualTo(400);
            assertThat(call.fbtraceId()).isEqualTo("AxTrace_9");
            assertThat(call.usage().headers()).containsKey("x-app-usage");
        });
    }

    private static Taken taken(int units) {
        return new Taken(ACCOUNT, units, PATIENCE);
    }
}
