package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final SandboxAccount STEADY =
            SandboxAccount.of("act_9000000000000003", "steady", "EUR", "Europe/Rome", 70, 333);

    private final TurnableClock clock = new TurnableClock("2025-11-20T12:00:00Z");
    private final Sandbox sandbox = Sandbox.start(
            SandboxSettings.defaults().withAccounts(List.of(STEADY)).withLatency(Latency.none()), clock);
    private final Caller caller = new Caller(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aSteadyAccountHasARowForEveryCampaignAndEveryAd() {
        assertThat(caller.rows(STEADY, query("level", "campaign", "time_range", week(MONDAY))))
                .hasSize(70);
        assertThat(caller.rows(STEADY, query("level", "ad", "time_range", week(MONDAY))))
                .hasSize(333)
                .extracting(row -> row.path("ad_id").textValue())
                .doesNotHaveDuplicates();
    }

    @Test
    void aWalkMeetsEveryRowOnceWhateverThePageSize() {
        var query = query("level", "ad", "breakdowns", "gender", "time_range", week(MONDAY));
        var all = caller.rows(STEADY, with(query, "limit", "5000"));

        assertThat(all).hasSizeGreaterThan(600);
        for (var size : List.of("7", "100", "333")) {
            assertThat(caller.rows(STEADY, with(query, "limit", size))).isEqualTo(all);
        }
    }

    @Test
    void aPageHoldsTwentyFiveRowsUnlessAskedOtherwise() {
        var page = caller.answer(STEADY, query("level", "ad", "time_range", week(MONDAY)));

        assertThat(page.path("data")).hasSize(25);
        assertThat(page.at("/paging/cursors/before").textValue()).isNotBlank();
    }

    @Test
    void nextHoldsTheTokenButNoProofAndLeadsToTheNextPage() {
        var query =
                query("level", "ad", "limit", "300", "time_range", week(MONDAY), "appsecret_proof", "0123456789abcdef");
        var first = caller.answer(STEADY, query);
        var next = first.at("/paging/next").textValue();

        assertThat(next)
                .contains("access_token=" + STEADY.accessToken(), "level=ad", "limit=300", "after=")
                .doesNotContain("appsecret_proof");
        var second =
                Caller.json(caller.send(HttpRequest.newBuilder(URI.create(next)).build()));
        assertThat(second.path("data")).hasSize(33);
        assertThat(second.path("paging").has("next")).isFalse();
        assertThat(second.at("/paging/cursors/after").textValue()).isNotBlank();
    }

    @Test
    void nothingLiesBehindTheLastPage() {
        var query = query("level", "campaign", "limit", "500", "time_range", week(MONDAY));
        var last = caller.answer(STEADY, query).at("/paging/cursors/after").textValue();

        assertThat(caller.error(STEADY, with(query, "after", last)).path("code").intValue())
                .isEqualTo(2642);
    }

    @Test
    void aCursorBelongsToItsQuestionButNotToItsPageSize() {
        var query = query("level", "ad", "time_range", week(MONDAY));
        var after = caller.answer(STEADY, query).at("/paging/cursors/after").textValue();
        var continued = with(query, "after", after);

        assertThat(caller.answer(STEADY, with(continued, "limit", "3")).path("data"))
                .hasSize(3);
        assertThat(caller.error(STEADY, with(continued, "level", "adset"))
                        .path("code")
                        .intValue())
                .isEqualTo(2642);
        assertThat(caller.error(STEADY, with(continued, "time_range", week(MONDAY.minusWeeks(1))))
                        .path("code")
                        .intValue())
                .isEqualTo(2642);
    }

    @Test
    void aWalkThroughTodayKeepsTheFiguresItBeganWith() {
        var query = query("level", "ad", "limit", "300", "fields", "spend", "date_preset", "today");
        var at = caller.rows(STEADY, query);
        var walked = new ArrayList<JsonNode>();
        var first = caller.answer(STEADY, query);
        first.path("data").forEach(walked::add);
        clock.turnBy(Duration.ofHours(2));
        var after = first.at("/paging/cursors/after").textValue();
        caller.answer(STEADY, with(query, "after", after)).path("data").forEach(walked::add);

        assertThat(walked).isEqualTo(at);
        assertThat(caller.rows(STEADY, query)).isNotEqualTo(at);
    }

    @Test
    void rowsCanBeSorted() {
        var query = query(
                "level",
                "ad",
                "limit",
                "50",
                "fields",
                "spend",
                "time_range",
                week(MONDAY),
                "sort",
                "spend_descending");
        var spent = caller.rows(STEADY, query).stream()
                .map(row -> figure(row, "spend"))
                .toList();

        assertThat(spent).hasSize(333).isSortedAccordingTo(Comparator.<BigDecimal>reverseOrder());
    }

    @Test
    void everyPageIsCounted() {
        caller.rows(STEADY, query("level", "ad", "limit", "150", "time_range", week(MONDAY)));

        assertThat(sandbox.counters().calls())
                .isEqualTo(Map.of(
                        new Counters.Call(STEADY.id(), "ad", 1), 1L,
                        new Counters.Call(STEADY.id(), "ad", 2), 1L,
                        new Counters.Call(STEADY.id(), "ad", 3), 1L));
    }

    @Test
    void previousLeadsBackToWhereItCameFrom() {
        var query = query("level", "ad", "limit", "150", "time_range", week(MONDAY));
        var first = caller.answer(STEADY, query);
        var second = caller.followed(first.at("/paging/next").textValue());
        var third = caller.followed(second.at("/paging/next").textValue());

        assertThat(first.path("paging").has("previous")).isFalse();
        assertThat(caller.followed(second.at("/paging/previous").textValue())).isEqualTo(first);
        assertThat(caller.followed(third.at("/paging/previous").textValue())).isEqualTo(second);
        assertThat(third.path("data")).hasSize(33);
    }

    @Test
    void theWayBackMayHaveSmallerSteps() {
        var query = query("level", "ad", "limit", "10", "time_range", week(MONDAY));
        var all = caller.rows(STEADY, query);
        var second =
                caller.followed(caller.answer(STEADY, query).at("/paging/next").textValue());
        var before = second.at("/paging/cursors/before").textValue();

        var back = caller.answer(STEADY, with(with(query, "limit", "4"), "before", before));

        assertThat(back.path("data")).containsExactlyElementsOf(all.subList(6, 10));
        assertThat(back.path("paging").has("previous")).isTrue();
    }

    @Test
    void sortedRowsHaveAWayBackToo() {
        var query = query("level", "ad", "limit", "100", "time_range", week(MONDAY), "sort", "spend_descending");
        var first = caller.answer(STEADY, query);
        var second = caller.followed(first.at("/paging/next").textValue());

        assertThat(caller.followed(second.at("/paging/previous").textValue())).isEqualTo(first);
    }

    @Test
    void aCursorDoesNotFitAnotherFilter() {
        var query = query("level", "ad", "time_range", week(MONDAY));
        var after = caller.answer(STEADY, query).at("/paging/cursors/after").textValue();
        var filter = "[{\"field\":\"spend\",\"operator\":\"GREATER_THAN\",\"value\":0}]";

        assertThat(caller.error(STEADY, with(with(query, "after", after), "filtering", filter))
                        .path("code")
                        .intValue())
                .isEqualTo(2642);
    }

    private static Map<String, String> with(Map<String, String> query, String name, String value) {
        var more = query();
        more.putAll(query);
        more.put(name, value);
        return more;
    }
}
