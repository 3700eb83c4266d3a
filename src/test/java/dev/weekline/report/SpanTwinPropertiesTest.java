package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.SandboxAccount.Trade;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Weeks that are read together are stored as they would have been one by one: the same reports, revisions with their
 * fingerprints, and rows, field by field, whatever the account is like and however Meta tells it.
 */
class SpanTwinPropertiesTest {

    /** Different in trade, which decides on gaps and odd names, in currency and in how their clocks are turned. */
    private static final List<SandboxAccount> ACCOUNTS = List.of(
            account(0, "PLN", "Europe/Warsaw", Trade.FASHION),
            account(1, "ISK", "America/St_Johns", Trade.HOTEL),
            account(2, "JPY", "Australia/Lord_Howe", Trade.OUTDOOR),
            account(3, "BHD", "Pacific/Apia", Trade.STEADY),
            account(4, "USD", "America/Los_Angeles", Trade.AWKWARD),
            account(5, "EUR", "Asia/Kolkata", Trade.HOTEL));

    /** Ways of telling that leave what is told the same. */
    private static final List<String> MANNERS = List.of(
            "",
            "",
            "every campaigns call: duplicate-rows",
            "every relevance call: short-page",
            "every 2nd call: repeats-last-row",
            "first 1 campaigns call: missing-range",
            "first 1 totals call: missing-range",
            "first 1 demographics call: short-range",
            "every relevance call: short-range",
            "first 1 placements call: 500/1/99",
            "every call: field inline_link_clicks removed",
            "every call: field reach removed",
            "every relevance call: field quality_ranking removed",
            "every call: breakdown platform_position removed",
            "every demographics call: 400/100",
            "every daily call: 400/200");

    /** About 13 months back, where Meta begins to hide whom broken-down rows reached. */
    private static final int EDGE_OF_UNIQUES = 57;

    private static final int OLDEST = 155;

    @SuppressWarnings("NullAway") // Made before the first property.
    private static TestService service;

    @BeforeContainer
    static void start() {
        service = TestService.start(Map.of("WEEKLINE_META_RETRY_BASE", "1ms"), ACCOUNTS.toArray(SandboxAccount[]::new));
    }

    @AfterContainer
    static void stop() {
        service.close();
    }

    /** @param weeksBack the newest week, counted from the one that is running */
    record Case(
            SandboxAccount account,
            int campaigns,
            int ads,
            int hours,
            int weeksBack,
            Set<Integer> gaps,
            int weeks,
            String manner) {

        Instant now() {
            return TestService.NOW.plus(Duration.ofHours(hours));
        }

        List<IsoWeek> missing() {
            var newest = IsoWeek.running(now(), account.zone()).plus(-weeksBack);
            var missing = new ArrayList<IsoWeek>();
            for (var back = weeks - 1; back >= 0; back--) {
                if (!gaps.contains(back)) {
                    missing.add(newest.plus(-back));
                }
            }
            return List.copyOf(missing);
        }
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void whatIsStoredIsTheSame(@ForAll("cases") Case one) {
        var account = one.account();
        var rig = new SpanRig(service);
        service.time.set(one.now());
        service.sandbox.resize(account.id(), one.campaigns(), one.ads());

        rig.forget();
        tell(one.manner());
        one.missing().forEach(week -> rig.storeAlone(account, week));
        var alone = rig.everything(account);

        rig.forget();
        tell(one.manner());
        rig.store(account, one.missing());

        assertThat(rig.everything(account)).as(one.toString()).isEqualTo(alone);
        assertThat(alone).isNotEmpty();
    }

    @Provide
    Arbitrary<Case> cases() {
        var weeksBack = Arbitraries.oneOf(
                Arbitraries.integers().between(0, OLDEST - 9),
                Arbitraries.integers().between(EDGE_OF_UNIQUES - 8, EDGE_OF_UNIQUES + 2));
        return Combinators.combine(
                        Arbitraries.of(ACCOUNTS),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 24 * 365),
                        weeksBack,
                        Arbitraries.integers().between(0, 8).set().ofMaxSize(4),
                        Arbitraries.integers().between(1, 9),
                        Arbitraries.of(MANNERS))
                .as((account, campaigns, more, hours, back, gaps, weeks, manner) -> {
                    var without = new HashSet<>(gaps);
                    without.remove(0);
                    return new Case(account, campaigns, campaigns + more, hours, back, without, weeks, manner);
                });
    }

    private static void tell(String manner) {
        service.sandbox.behave();
        if (!manner.isEmpty()) {
            service.sandbox.script(manner);
        }
    }

    private static SandboxAccount account(int number, String currency, String zone, Trade trade) {
        return SandboxAccount.of("act_120330000000020" + number, "twin-" + number, currency, zone, 1, 1)
                .withTrade(trade);
    }
}
