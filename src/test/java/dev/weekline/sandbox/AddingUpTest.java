package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.FIGURES;
import static dev.weekline.sandbox.Caller.actions;
import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.sum;
import static dev.weekline.sandbox.Caller.sumOfActions;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** What adds up at Meta adds up here to the last unit, and what does not, does not. */
class AddingUpTest {

    private static final TurnableClock CLOCK = new TurnableClock("2025-11-20T14:20:00Z");
    private static final int TRIES = 30;

    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withAccounts(accountsOfAllKinds()).withLatency(Latency.none()), CLOCK);

    private final Caller caller = new Caller(SANDBOX);

    @AfterContainer
    static void stop() {
        SANDBOX.close();
    }

    @Property(tries = TRIES)
    void levelsAndDaysAddUpToTheAccount(
            @ForAll("accounts") SandboxAccount account, @ForAll("mondays") LocalDate monday) {
        var whole = whole(account, monday);

        assertAddsUp(rows(account, monday, "level", "campaign"), whole);
        assertAddsUp(rows(account, monday, "level", "adset"), whole);
        assertAddsUp(rows(account, monday, "level", "ad"), whole);
        assertAddsUp(rows(account, monday, "time_increment", "1"), whole);
    }

    @Property(tries = TRIES)
    void breakdownsAddUpToTheAccount(
            @ForAll("accounts") SandboxAccount account,
            @ForAll("mondays") LocalDate monday,
            @ForAll("breakdowns") String breakdown) {
        var whole = whole(account, monday);

        assertAddsUp(rows(account, monday, "breakdowns", breakdown), whole);
        assertAddsUp(rows(account, monday, "level", "ad", "breakdowns", breakdown), whole);
        assertAddsUp(rows(account, monday, "time_increment", "1", "breakdowns", breakdown), whole);
    }

    @Property(tries = TRIES)
    void aBreakdownOfAnAdAddsUpToTheAd(
            @ForAll("accounts") SandboxAccount account,
            @ForAll("mondays") LocalDate monday,
            @ForAll("breakdowns") String breakdown) {
        var broken = rows(account, monday, "level", "ad", "breakdowns", breakdown);

        for (var ad : rows(account, monday, "level", "ad")) {
            assertAddsUp(matching(broken, ad, "ad_id"), List.of(ad));
        }
    }

    @Property(tries = TRIES)
    void aPieceOfTheAudienceIsTheSameAtEveryLevel(
            @ForAll("accounts") SandboxAccount account,
            @ForAll("mondays") LocalDate monday,
            @ForAll("breakdowns") String breakdown) {
        var campaigns = rows(account, monday, "level", "campaign", "breakdowns", breakdown);
        var ads = rows(account, monday, "level", "ad", "breakdowns", breakdown);

        for (var piece : rows(account, monday, "breakdowns", breakdown)) {
            assertAddsUp(matching(campaigns, piece, breakdown.split(",", -1)), List.of(piece));
            assertAddsUp(matching(ads, piece, breakdown.split(",", -1)), List.of(piece));
        }
    }

    @Property(tries = TRIES)
    void aCoarseBreakdownIsTheSumOfAFineOne(
            @ForAll("accounts") SandboxAccount account, @ForAll("mondays") LocalDate monday) {
        var both = rows(account, monday, "breakdowns", "age,gender");
        var positions = rows(account, monday, "breakdowns", "publisher_platform,platform_position");

        for (var name : List.of("age", "gender")) {
            for (var coarse : rows(account, monday, "breakdowns", name)) {
                assertAddsUp(matching(both, coarse, name), List.of(coarse));
            }
        }
        for (var platform : rows(account, monday, "breakdowns", "publisher_platform")) {
            assertAddsUp(matching(positions, platform, "publisher_platform"), List.of(platform));
        }
    }

    @Property(tries = TRIES)
    void peopleAreCountedOnce(@ForAll("accounts") SandboxAccount account, @ForAll("mondays") LocalDate monday) {
        var whole = whole(account, monday);
        if (whole.isEmpty()) {
            return;
        }
        var reach = figure(whole.getFirst(), "reach");

        assertBetweenLargestAndSum(reach, rows(account, monday, "time_increment", "1"));
        assertBetweenLargestAndSum(reach, rows(account, monday, "level", "campaign"));
        assertBetweenLargestAndSum(reach, rows(account, monday, "breakdowns", "publisher_platform"));
        assertBetweenLargestAndSum(reach, rows(account, monday, "breakdowns", "publisher_platform,platform_position"));
    }

    @Property(tries = TRIES)
    void nobodyIsReachedWithoutAnImpression(
            @ForAll("accounts") SandboxAccount account,
            @ForAll("mondays") LocalDate monday,
            @ForAll("levels") String level,
            @ForAll("breakdowns") String breakdown) {
        for (var row : rows(account, monday, "level", level, "breakdowns", breakdown)) {
            assertThat(figure(row, "reach")).isLessThanOrEqualTo(figure(row, "impressions"));
            assertThat(figure(row, "clicks")).isLessThanOrEqualTo(figure(row, "impressions"));
            assertThat(figure(row, "inline_link_clicks")).isLessThanOrEqualTo(figure(row, "clicks"));
        }
    }

    @Property(tries = TRIES)
    void actionTypesOverlap(@ForAll("accounts") SandboxAccount account, @ForAll("mondays") LocalDate monday) {
        for (var row : rows(account, monday, "level", "campaign")) {
            var actions = actions(row, "actions");
            assertThat(count(actions, "link_click")).isEqualByComparingTo(figure(row, "inline_link_clicks"));
            assertThat(count(actions, "link_click")).isLessThanOrEqualTo(count(actions, "post_engagement"));
            assertThat(count(actions, "post_engagement")).isLessThanOrEqualTo(count(actions, "page_engagement"));
            assertThat(count(actions, "offsite_conversion.fb_pixel_purchase"))
                    .isLessThanOrEqualTo(count(actions, "omni_purchase"));
            assertThat(count(actions, "onsite_conversion.lead_grouped")).isLessThanOrEqualTo(count(actions, "lead"));
            assertThat(actions(row, "action_values").keySet()).isSubsetOf(actions.keySet());
        }
    }

    @Provide
    Arbitrary<SandboxAccount> accounts() {
        return Arbitraries.of(SANDBOX.accounts());
    }

    @Provide
    Arbitrary<LocalDate> mondays() {
        return Arbitraries.integers().between(0, 55).map(LocalDate.of(2025, 11, 17)::minusWeeks);
    }

    @Provide
    Arbitrary<String> breakdowns() {
        return Arbitraries.of(
                "publisher_platform",
                "publisher_platform,platform_position",
                "device_platform",
                "publisher_platform,device_platform",
                "country",
                "age",
                "gender",
                "age,gender");
    }

    @Provide
    Arbitrary<String> levels() {
        return Arbitraries.of("account", "campaign", "adset", "ad");
    }

    private static List<SandboxAccount> accountsOfAllKinds() {
        var accounts = new ArrayList<>(SandboxAccount.defaults());
        accounts.add(SandboxAccount.of("act_9000000000000001", "one", "EUR", "Pacific/Auckland", 1, 1));
        accounts.add(SandboxAccount.of("act_9000000000000002", "many", "JPY", "Asia/Kathmandu", 12, 90));
        return accounts;
    }

    private List<JsonNode> whole(SandboxAccount account, LocalDate monday) {
        return rows(account, monday);
    }

    private List<JsonNode> rows(SandboxAccount account, LocalDate monday, String... more) {
        var query = query(more);
        query.put("fields", FIGURES);
        query.put("time_range", week(monday));
        return caller.rows(account, query);
    }

    private static List<JsonNode> matching(List<JsonNode> rows, JsonNode like, String... names) {
        return rows.stream()
                .filter(row ->
                        Arrays.stream(names).allMatch(name -> row.path(name).equals(like.path(name))))
                .toList();
    }

    private static void assertAddsUp(List<JsonNode> parts, List<JsonNode> whole) {
        for (var name : List.of("spend", "impressions", "clicks", "inline_link_clicks")) {
            assertThat(sum(parts, name)).as(name).isEqualByComparingTo(sum(whole, name));
        }
        for (var name : List.of("actions", "action_values")) {
            assertThat(sumOfActions(parts, name)).as(name).isEqualTo(sumOfActions(whole, name));
        }
    }

    private static void assertBetweenLargestAndSum(BigDecimal reach, List<JsonNode> parts) {
        assertThat(reach).isLessThanOrEqualTo(sum(parts, "reach"));
        assertThat(parts).allSatisfy(part -> assertThat(figure(part, "reach")).isLessThanOrEqualTo(reach));
        if (parts.size() > 3) {
            assertThat(reach)
                    .as("more than rounding")
                    .isLessThan(sum(parts, "reach").multiply(new BigDecimal("0.98")));
        }
    }

    private static BigDecimal count(Map<String, BigDecimal> actions, String type) {
        return actions.getOrDefault(type, BigDecimal.ZERO);
    }
}
