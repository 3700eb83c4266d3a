package dev.weekline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
import dev.weekline.work.Link;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import reactor.core.publisher.Flux;

/** Whatever is in memory, what is found there is of the account and the week that were asked for. */
class MemoryKeysPropertiesTest {

    private static final Link LINK = new Link(1, true, Instant.EPOCH);
    private static final IsoWeek FIRST = IsoWeek.parse("2024-W50");

    @Property(tries = 300)
    void nothingIsFoundUnderTheKeyOfAnother(
            @ForAll("keys") List<ReportKey> kept, @ForAll("keys") List<ReportKey> asked) {
        var memory = new ReportMemory(new MemorySettings(1), Flux.never());
        kept.forEach(key -> memory.keep(held(key), memory.mark(), LINK));
        var there = Set.copyOf(kept);

        for (var key : asked) {
            var found = memory.find(key, LINK);

            assertThat(found.isPresent()).isEqualTo(there.contains(key));
            found.ifPresent(report -> {
                assertThat(report.key()).isEqualTo(key);
                assertThat(new String(report.whole().plain(), UTF_8))
                        .contains("\"id\":\"" + key.account() + "\"", "\"week\":\"" + key.week() + "\"");
            });
        }
    }

    /** Few weeks, and ids that begin and end alike, so that keys are often nearly the same. */
    @Provide
    Arbitrary<List<ReportKey>> keys() {
        var accounts = Arbitraries.strings()
                .withChars('0', '1')
                .ofMinLength(1)
                .ofMaxLength(4)
                .map(digits -> new AccountId("act_" + digits));
        var weeks = Arbitraries.integers().between(0, 5).map(FIRST::plus);
        return Combinators.combine(accounts, weeks).as(ReportKey::new).list().ofMaxSize(30);
    }

    private static HeldReport held(ReportKey key) {
        var account = new Account(key.account(), "slug-of-" + key.account(), "Name", "EUR", ZoneOffset.UTC);
        var fetchedAt = key.week().endsIn(ZoneOffset.UTC).plusSeconds(60);
        return HeldReport.of(
                account, key.week(), Belmonte.stored(fetchedAt), new Pace(Freshness.DEFAULT, _ -> 1), fetchedAt);
    }
}
