package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import org.junit.jupiter.api.Test;

class ReportMemoryTest {

    private static final IsoWeek NEXT_WEEK = Belmonte.WEEK.next();

    private final ReportMemory memory = new ReportMemory(new MemorySettings(1));
    private final HeldReport report = Belmonte.held(Belmonte.SETTLING);

    @Test
    void whatWasKeptIsFound() {
        memory.keep(report, memory.mark());

        assertThat(memory.find(Belmonte.KEY)).containsSame(report);
        assertThat(memory.find(new ReportKey(Belmonte.ACCOUNT.id(), NEXT_WEEK))).isEmpty();
        assertThat(memory.find(new ReportKey(new AccountId("act_1"), Belmonte.WEEK)))
                .isEmpty();
    }

    @Test
    void aNewReportTakesThePlaceOfTheOld() {
        memory.keep(report, memory.mark());
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2));

        assertThat(memory.find(Belmonte.KEY)).isEmpty();
    }

    @Test
    void theWeekAfterIsForgottenTooBecauseItComparesItselfWithTheOneTaken() {
        var next = Belmonte.held(NEXT_WEEK, Belmonte.SETTLING, Belmonte.SETTLING);
        var previous = Belmonte.held(Belmonte.WEEK.previous(), Belmonte.SETTLING, Belmonte.SETTLING);
        memory.keep(next, memory.mark());
        memory.keep(previous, memory.mark());

        memory.onTaken(new ReportTaken(Belmonte.KEY, 2));

        assertThat(memory.find(next.key())).isEmpty();
        assertThat(memory.find(previous.key())).containsSame(previous);
    }

    @Test
    void nothingIsKeptThatWasLookedUpBeforeANewerReportWasTaken() {
        var mark = memory.mark();
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2));

        memory.keep(report, mark);

        assertThat(memory.find(Belmonte.KEY)).isEmpty();
    }

    @Test
    void whatIsLookedUpAfterwardsIsKept() {
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2));

        memory.keep(report, memory.mark());

        assertThat(memory.find(Belmonte.KEY)).containsSame(report);
    }

    @Test
    void anOldLookUpDoesNotTakeThePlaceOfWhatIsThere() {
        var mark = memory.mark();
        memory.onTaken(new ReportTaken(Belmonte.KEY, 2));
        var newer = Belmonte.held(Belmonte.SETTLING.plusSeconds(60));
        memory.keep(newer, memory.mark());

        memory.keep(report, mark);

        assertThat(memory.find(Belmonte.KEY)).containsSame(newer);
    }

    @Test
    void withoutMemoryNothingIsKept() {
        var none = new ReportMemory(new MemorySettings(0));

        none.keep(report, none.mark());

        assertThat(none.find(Belmonte.KEY)).isEmpty();
    }
}
