package dev.weekline.quota;

import dev.weekline.account.AccountId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was spent of the quota. Every call counts when it is granted, whatever becomes of it. What this process spent is
 * known at once and to the unit; what other replicas spent, as of when it was read last ({@link SpentExchange}). Asking
 * waits for nobody. What waits to be stored is merged minute by minute, so it never grows beyond what there is to tell
 * apart.
 */
@Singleton
final class Spent {

    /** What others spent is forgotten when it was read longer ago, since it says little by then. */
    private static final Duration CURRENT = Duration.ofMinutes(1);

    /** A minute is over for every thread when it is this long ago. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private final Map<AccountId, Tally> accounts = new ConcurrentHashMap<>();
    private final Tally app = new Tally();
    private final Map<SpentOn, SpentRow> rows = new ConcurrentHashMap<>();
    private final Map<SpentOn, SpentRow> stored = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> causes = new ConcurrentHashMap<>();
    private volatile Others lastHour = new Others(Instant.EPOCH, Map.of());
    private volatile Others today = new Others(Instant.EPOCH, Map.of());

    /** What other replicas spent, by account. */
    private record Others(Instant at, Map<AccountId, Long> units) {

        Others {
            units = Map.copyOf(units);
        }

        long of(Optional<AccountId> account) {
            return account.map(id -> units.getOrDefault(id, 0L))
                    .orElseGet(() ->
                            units.values().stream().mapToLong(Long::longValue).sum());
        }

        LocalDate day() {
            return dayOf(at);
        }
    }

    /** Counts a call that was granted. */
    void add(PlannedCall call, Instant now) {
        accounts.computeIfAbsent(call.account(), _ -> new Tally()).add(call.units(), now);
        app.add(call.units(), now);
        causes.computeIfAbsent(call.purpose().cause(), _ -> new LongAdder()).add(call.units());
        rows.compute(SpentOn.of(call, now), (on, row) -> (row == null ? SpentRow.nothing(on) : row).plus(call.units()));
    }

    /** Units that this process has spent since it began, by the word for why. */
    Map<String, LongAdder> byCause() {
        return Collections.unmodifiableMap(causes);
    }

    /** Units that this process has spent in the last hour, on an account or in all. */
    long ownInLastHour(Optional<AccountId> account, Instant now) {
        return tally(account).map(tally -> tally.lastHour(now)).orElse(0L);
    }

    /** Units that other replicas have spent in the last hour; empty while that is not known. */
    Optional<Long> othersInLastHour(Optional<AccountId> account, Instant now) {
        var known = lastHour;
        return known.at.plus(CURRENT).isBefore(now) ? Optional.empty() : Optional.of(known.of(account));
    }

    /** When it was read what other replicas have spent in the last hour. */
    Instant othersReadAt() {
        return lastHour.at;
    }

    /** Units that all replicas have spent since midnight UTC, on an account or in all, as far as known. */
    long today(Optional<AccountId> account, Instant now) {
        var own = tally(account).map(tally -> tally.today(now)).orElse(0L);
        var known = today;
        return known.day().equals(dayOf(now)) ? own + known.of(account) : own;
    }

    /** Takes in what other replicas have spent in the last hour. */
    void adoptLastHour(Map<AccountId, Long> units, Instant now) {
        lastHour = new Others(now, units);
    }

    /** Takes in what other replicas have spent since the midnight before {@code now}. */
    void adoptToday(Map<AccountId, Long> units, Instant now) {
        today = new Others(now, units);
    }

    /** What is not stored yet: for each minute all that was spent in it so far, so that it may be stored again. */
    List<SpentRow> unstored() {
        return rows.values().stream()
                .filter(row -> !row.equals(stored.get(row.on())))
                .toList();
    }

    /** These are stored now; what was spent in a minute that is over need not be known any more. */
    void stored(List<SpentRow> written, Instant now) {
        written.forEach(row -> stored.put(row.on(), row));
        var over = now.minus(SETTLED);
        stored.forEach((on, row) -> {
            if (on.minute().isBefore(over) && rows.remove(on, row)) {
                stored.remove(on);
            }
        });
    }

    /** Minutes and what they were spent on that are kept in memory. */
    int remembered() {
        return rows.size();
    }

    /** What this process has spent, by the second. */
    Optional<Tally> own(Optional<AccountId> account) {
        return tally(account);
    }

    private Optional<Tally> tally(Optional<AccountId> account) {
        return account.isEmpty() ? Optional.of(app) : Optional.ofNullable(accounts.get(account.get()));
    }

    private static LocalDate dayOf(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
