package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RetryBudgetPropertiesTest {

    private static final AccountId ACCOUNT = new AccountId("act_1203300000000017");
    private static final Instant BEGIN = Instant.parse("2025-11-05T10:00:00Z");

    private final RetryBudget budget = new RetryBudget(() -> BEGIN);

    /** Whatever happens when: of the calls of an hour a fifth at most, rounded up to a whole one, are repetitions. */
    @Property
    void repetitionsAreAFifthOfTheCallsOfAnHourAtMost(
            @ForAll @Size(max = 300) List<@IntRange(min = -3, max = 20) Integer> story) {
        var minutes = new AtomicLong();
        InstantSource time = () -> BEGIN.plusSeconds(60 * minutes.get());
        var fresh = new RetryBudget(time);
        var calls = new ArrayList<Instant>();
        var repeated = new ArrayList<Instant>();
        for (var step : story) {
            if (step > 0) {
                minutes.addAndGet(step);
            } else if (step == 0) {
                fresh.called(ACCOUNT);
                calls.add(time.instant());
            } else if (fresh.take(ACCOUNT)) {
                calls.add(time.instant());
                repeated.add(time.instant());
                var allowed = (inTheHour(calls, time) + 4) / 5;
                assertThat(inTheHour(repeated, time)).isLessThanOrEqualTo(allowed);
            }
        }
    }

    @Test
    void aLoneCallMayBeRepeatedOnce() {
        budget.called(ACCOUNT);

        assertThat(budget.take(ACCOUNT)).isTrue();
        assertThat(budget.take(ACCOUNT)).isFalse();
    }

    @Test
    void whoMadeNoCallRepeatsNone() {
        assertThat(budget.take(ACCOUNT)).isFalse();
    }

    @Test
    void anotherAccountHasABudgetOfItsOwn() {
        budget.called(ACCOUNT);

        assertThat(budget.take(new AccountId("act_7"))).isFalse();
    }

    private static long inTheHour(List<Instant> moments, InstantSource time) {
        var since = time.instant().minusSeconds(59 * 60);
        return moments.stream().filter(moment -> !moment.isBefore(since)).count();
    }
}
