package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.sandbox.Section;
import dev.weekline.week.IsoWeek;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of weeks that are read together when something comes between them. */
class SpansTest {

    private static final SandboxAccount ACCOUNT =
            SandboxAccount.of("act_1203300000000301", "span", "EUR", "Europe/Warsaw", 3, 6);
    private static final List<IsoWeek> WEEKS = SpanRig.weeks("2025-W30", 4);
    private static final IsoWeek LAST = WEEKS.getLast();

    private final TestService service = TestService.start(Map.of("WEEKLINE_META_RETRY_BASE", "1ms"), ACCOUNT);
    private final SpanRig rig = new SpanRig(service);

    SpansTest() {
        service.sandbox.counters().reset();
    }

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "totals, missing-range",
        "campaigns, missing-range",
        "placements, missing-range",
        "relevance, short-range",
        "demographics, short-range"
    })
    void aWeekWhoseRangeIsMissingOrAnotherIsAskedAloneForThatPieceAndOnlyThat(String section, String oddity) {
        service.sandbox.script("first 1 " + section + " call: " + oddity);

        rig.store(ACCOUNT, WEEKS);

        var counters = service.sandbox.counters();
        assertThat(counters.of(ACCOUNT.id(), Section.named(section).orElseThrow()))
                .isEqualTo(2);
        assertThat(counters.of(ACCOUNT.id())).isEqualTo(7);
        assertThat(service.query("SELECT sum(calls) FROM fetch_run")).containsExactly("7");
        var together = rig.everything(ACCOUNT);
        rig.forget();
        WEEKS.forEach(week -> rig.storeAlone(ACCOUNT, week));
        assertThat(together).isEqualTo(rig.everything(ACCOUNT));
    }

    @Test
    void aSectionThatMetaRefusesIsLeftOutOfEveryWeekAndTheOthersStand() {
        service.sandbox.script("every placements call: 400/100");

        rig.store(ACCOUNT, WEEKS);

        for (var week : WEEKS) {
            var report = service.json("/reports/weekly/" + week + "?account=span");
            assertThat(report.at("/sections/placements/status").asText()).isEqualTo("unavailable");
            assertThat(report.at("/sections/daily/status").asText()).isEqualTo("complete");
        }
    }

    @Test
    void aClosedGateEndsItAtOnceAndWhatHadComeIsUsedByTheNext() {
        var leases = rig.leases(ACCOUNT, WEEKS);
        service.sandbox.script("every placements call: 400/80000/2446079");

        var filled = SpanRig.filled(rig.bean(Spans.class)
                .fill(rig.account(ACCOUNT), leases)
                .collectList()
                .block(Duration.ofMinutes(1)));

        assertThat(filled.values()).hasSize(4).allMatch(Filled.Throttled.class::isInstance);
        assertThat(asked()).containsExactly(1L, 1L, 1L, 0L, 0L, 1L);
        assertThat(service.query("SELECT count(*) FROM weekly_report")).containsExactly("0");
        assertThat(service.query("SELECT outcome || sum(calls) FROM fetch_run GROUP BY outcome"))
                .containsExactly("failed4");
        assertThat(service.query("SELECT count(*) FROM week_work WHERE lease_until > now()"))
                .containsExactly("4");

        service.sandbox.behave();
        service.time.pass(Duration.ofMinutes(70));
        assertThat(SpanRig.filled(rig.bean(Spans.class)
                                .fill(rig.account(ACCOUNT), leases)
                                .collectList()
                                .block(Duration.ofMinutes(1)))
                        .values())
                .allMatch(Filled.Stored.class::isInstance);
        assertThat(asked()).containsExactly(1L, 1L, 2L, 1L, 1L, 1L);
        assertThat(service.query("SELECT count(*) FROM week_work")).containsExactly("0");
    }

    @Test
    void withoutTotalsThereIsNoReportOfAnyWeekAndNothingElseIsAsked() {
        service.sandbox.script("every totals call: 400/190/463");

        var filled = rig.fill(ACCOUNT, WEEKS);

        assertThat(filled.values()).hasSize(4).allMatch(Filled.Blocked.class::isInstance);
        assertThat(service.sandbox.counters().of(ACCOUNT.id())).isOne();
    }

    @Test
    void aLostLeaseDropsThatWeekAlone() {
        var leases = rig.leases(ACCOUNT, WEEKS);
        service.execute("""
                UPDATE week_work SET fence = nextval('week_work_fence'), lease_holder = gen_random_uuid()
                WHERE week_start = '%s'
                """.formatted(LAST.monday()));

        var filled = SpanRig.filled(rig.bean(Spans.class)
                .fill(rig.account(ACCOUNT), leases)
                .collectList()
                .block(Duration.ofMinutes(1)));

        assertThat(filled).containsEntry(LAST, new Filled.Unneeded());
        assertThat(filled.values()).filteredOn(Filled.Stored.class::isInstance).hasSize(3);
        assertThat(service.query("SELECT count(*) FROM weekly_report WHERE week_start = '" + LAST.monday() + "'"))
                .containsExactly("0");
        assertThat(service.query("SELECT week_start FROM week_work"))
                .containsExactly(LAST.monday().toString());
    }

    @Test
    void whatIsStoredAlreadyIsNotReadAgain() {
        rig.storeAlone(ACCOUNT, WEEKS.getFirst());
        service.sandbox.counters().reset();

        var filled = rig.fill(ACCOUNT, WEEKS);

        assertThat(filled).containsEntry(WEEKS.getFirst(), new Filled.Unneeded());
        assertThat(filled.values()).filteredOn(Filled.Stored.class::isInstance).hasSize(3);
        assertThat(service.query("SELECT DISTINCT span_weeks FROM fetch_run WHERE span_weeks IS NOT NULL"))
                .containsExactly("3");
    }

    @Test
    void whoLeavesHasTheRunsClosedAndKeepsTheLeases() {
        service.sandbox.hold();
        var left = rig.bean(Spans.class)
                .fill(rig.account(ACCOUNT), rig.leases(ACCOUNT, WEEKS))
                .subscribe();
        await().until(() -> service.query("SELECT count(*) FROM fetch_run").equals(List.of("4"))
                && service.sandbox.counters().of(ACCOUNT.id()) > 0);

        left.dispose();

        await().untilAsserted(() -> assertThat(service.query("SELECT outcome FROM fetch_run"))
                .containsExactly("failed", "failed", "failed", "failed"));
        assertThat(service.query("SELECT count(*) FROM week_work WHERE lease_until > now()"))
                .containsExactly("4");
        service.sandbox.release();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 28})
    void oneToTwentySevenWeeksAreReadTogether(int weeks) {
        var leases = rig.leases(ACCOUNT, SpanRig.weeks("2025-W01", weeks));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rig.bean(Spans.class).fill(rig.account(ACCOUNT), leases));
    }

    /** How often each section was asked for. */
    private List<Long> asked() {
        return List.of(
                        Section.CAMPAIGNS,
                        Section.RELEVANCE,
                        Section.PLACEMENTS,
                        Section.DEMOGRAPHICS,
                        Section.DAILY,
                        Section.TOTALS)
                .stream()
                .map(section -> service.sandbox.counters().of(ACCOUNT.id(), section))
                .toList();
    }
}
