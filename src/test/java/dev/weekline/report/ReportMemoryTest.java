package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import dev.weekline.work.Link;
import dev.weekline.work.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class ReportMemoryTest {

    private static final IsoWeek NEXT_WEEK = Belmonte.WEEK.next();

    private static final Link LINK = new Link(1, true, Instant.EPOCH);

    private static final UUID RUN = UUID.fromString("0199a1f0-5c3b-7d52-9b0e-6a4f2c1d8e77");

    private final Sinks.Many<Notice> notices = Sinks.many().multicast().directBestEffort();
    private final ReportMemory memory = new ReportMemory(new MemorySettings(1), notices.asFlux());
    private final HeldReport report = Belmonte.held(Belmonte.SETTLING);

    @Test
    void whatWasKeptIsFound() {
        memory.keep(report, memory.mark(), LINK);

        assertThat(memory.find(Belmonte.KEY, LINK)).containsSame(report);
        assertThat(memory.find(new ReportKey(Belmonte.ACCOUNT.id(), NEXT_WEEK), LINK))
                .isEmpty();
        assertThat(memory.find(new ReportKey(new AccountId("act_1"), Belmonte.WEEK), LINK))
                .isEmpty();
    }

    @Test
    void whatIsKeptWeighsNoMoreThanItMay() {
        var weight = report.whole().weight();
        var fit = (int) (new MemorySettings(1).bytes() / weight);
        var keys = IntStream.range(0, 2 * fit)
                .mapToObj(ago -> Belmonte.held(
                        new IsoWeek(Belmonte.WEEK.monday().minusWeeks(ago)), Belmonte.SETTLING, Belmonte.SETTLING))
                .peek(held -> memory.keep(held, memory.mark(), LINK))
                .map(HeldReport::key)
                .toList();

        await().until(() -> kept(keys) <= fit);
        assertThat(kept(keys)).isPositive();
    }

    private long kept(List<ReportKey> keys) {
        return keys.stream().filter(key -> memory.find(key, LINK).isPresent()).count();
    }

    @Test
    void aNewReportTakesThePlaceOfTheOld() {
        memory.keep(report, memory.mark(), LINK);
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2, RUN));

        assertThat(memory.find(Belmonte.KEY, LINK)).isEmpty();
    }

    @Test
    void theWeekAfterIsForgottenTooBecauseItComparesItselfWithTheOneTaken() {
        var next = Belmonte.held(NEXT_WEEK, Belmonte.SETTLING, Belmonte.SETTLING);
        var previous = Belmonte.held(Belmonte.WEEK.previous(), Belmonte.SETTLING, Belmonte.SETTLING);
        memory.keep(next, memory.mark(), LINK);
        memory.keep(previous, memory.mark(), LINK);

        memory.onTaken(new ReportTaken(Belmonte.KEY, 2, RUN));

        assertThat(memory.find(next.key(), LINK)).isEmpty();
        assertThat(memory.find(previous.key(), LINK)).containsSame(previous);
    }

    @Test
    void nothingIsKeptThatWasLookedUpBeforeANewerReportWasTaken() {
        var mark = memory.mark();
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2, RUN));

        memory.keep(report, mark, LINK);

        assertThat(memory.find(Belmonte.KEY, LINK)).isEmpty();
    }

    @Test
    void whatIsLookedUpAfterwardsIsKept() {
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2, RUN));

        memory.keep(report, memory.mark(), LINK);

        assertThat(memory.find(Belmonte.KEY, LINK)).containsSame(report);
    }

    @Test
    void anOldLookUpDoesNotTakeThePlaceOfWhatIsThere() {
        var mark = memory.mark();
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2, RUN));
        var newer = Belmonte.held(Belmonte.SETTLING.plusSeconds(60));
        memory.keep(newer, memory.mark(), LINK);

        memory.keep(report, mark, LINK);

        assertThat(memory.find(Belmonte.KEY, LINK)).containsSame(newer);
    }

    @Test
    void withoutMemoryNothingIsKept() {
        var none = new ReportMemory(new MemorySettings(0), Flux.never());

        none.keep(report, none.mark(), LINK);

        assertThat(none.find(Belmonte.KEY, LINK)).isEmpty();
    }

    @Test
    void whatAnotherReplicaStoresIsForgottenHereWithTheWeekAfter() {
        var next = Belmonte.held(NEXT_WEEK, Belmonte.SETTLING, Belmonte.SETTLING);
        memory.listen();
        memory.keep(report, memory.mark(), LINK);
        memory.keep(next, memory.mark(), LINK);

        notices.tryEmitNext(Notice.of(Notice.STORED, Belmonte.ACCOUNT.id(), Belmonte.WEEK));

        assertThat(memory.findAny(Belmonte.KEY)).isEmpty();
        assertThat(memory.findAny(next.key())).isEmpty();
    }

    @Test
    void whatMayHaveChangedUnheardIsNotFoundUntilItIsTrustedAgain() {
        var later = new Link(2, true, Instant.EPOCH);
        memory.keep(report, memory.mark(), LINK);

        assertThat(memory.find(Belmonte.KEY, new Link(1, false, Instant.EPOCH))).isEmpty();
        assertThat(memory.find(Belmonte.KEY, later)).isEmpty();
        assertThat(memory.findAny(Belmonte.KEY)).containsSame(report);

        memory.trust(report, later);

        assertThat(memory.find(Belmonte.KEY, later)).containsSame(report);
    }

    @Test
    void theNoticeOfWhatThisProcessStoredItselfDropsNothingTwice() {
        memory.listen();
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2, RUN));
        memory.keep(report, memory.mark(), LINK);

        notices.tryEmitNext(
                Notice.of(Notice.STORED, Belmonte.ACCOUNT.id(), Belmonte.WEEK).withDetail(RUN.toString()));

        assertThat(memory.find(Belmonte.KEY, LINK)).containsSame(report);
    }

    @Test
    void otherKpisForgetEveryReportOfTheirAccountAndNoOther() {
        memory.listen();
        var next = Belmonte.held(NEXT_WEEK, Belmonte.SETTLING, Belmonte.SETTLING);
        memory.keep(report, memory.mark(), LINK);
        memory.keep(next, memory.mark(), LINK);

        notices.tryEmitNext(new Notice(Notice.KPIS, Optional.of(new AccountId("act_1")), Optional.empty(), ""));
        assertThat(memory.find(Belmonte.KEY, LINK)).containsSame(report);

        var before = memory.mark();
        notices.tryEmitNext(new Notice(Notice.KPIS, Optional.of(Belmonte.ACCOUNT.id()), Optional.empty(), ""));
        memory.keep(report, before, LINK);

        assertThat(memory.find(Belmonte.KEY, LINK)).isEmpty();
        assertThat(memory.find(next.key(), LINK)).isEmpty();
    }
}
