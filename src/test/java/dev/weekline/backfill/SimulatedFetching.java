package dev.weekline.backfill;

import dev.weekline.account.Account;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.quota.PlannedCall;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Work;
import dev.weekline.report.Filled;
import dev.weekline.report.Spans.FilledWeek;
import dev.weekline.work.Lease;
import dev.weekline.work.LeaseLostException;
import dev.weekline.work.Leases;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Asks a Meta that fails every tenth call, from the real quota, and stores weeks by the real leases, without rows. A
 * process that is killed never says anything again.
 */
final class SimulatedFetching implements Fetching {

    private static final int[] UNITS = {1, 1, 1, 3, 3, 5};
    private static final int CHEAP = 3;
    private static final int FULL_PRICE_UNTIL = 12;
    private static final int TRIES = 2;

    private final CallQuota quota;
    private final Leases leases;
    private final R2dbcOperations database;
    private final Clock clock;
    private final Random random;
    private final Tally tally;
    private final CompletableFuture<Boolean> death = new CompletableFuture<>();
    private boolean condemned;

    /** What all processes together have asked. */
    static final class Tally {
        int calls;
        int failed;
        long units;
    }

    SimulatedFetching(
            CallQuota quota, Leases leases, R2dbcOperations database, Clock clock, Random random, Tally tally) {
        this.quota = quota;
        this.leases = leases;
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.tally = tally;
    }

    /** Its next fetch is its last. */
    void condemn() {
        condemned = true;
    }

    CompletableFuture<Boolean> death() {
        return death;
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public Flux<FilledWeek> fill(Account account, List<Lease> weeks) {
        if (condemned) {
            death.complete(true);
            return Flux.never();
        }
        return Mono.fromCallable(() -> ask(account, weeks))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMapMany(setback -> Flux.fromIterable(weeks)
                        .concatMap(lease -> setback.map(Mono::just)
                                .orElseGet(() -> store(lease))
                                .map(filled -> new FilledWeek(lease, filled))));
    }

    /** Most refreshes show that nothing has moved. */
    private Optional<Filled> ask(Account account, List<Lease> weeks) {
        var refresh = weeks.getFirst().cause().equals("upkeep") && random.nextInt(3) > 0;
        for (var section = 0; section < (refresh ? CHEAP : UNITS.length); section++) {
            var setback = ask(account, UNITS[section] * (weeks.size() > FULL_PRICE_UNTIL ? 2 : 1), TRIES);
            if (setback.isPresent()) {
                return setback;
            }
        }
        return Optional.empty();
    }

    private Optional<Filled> ask(Account account, int units, int tries) {
        var call = new PlannedCall(account.id(), "totals", new Purpose(Work.BACKGROUND, "backfill"), units);
        return switch (Objects.requireNonNull(quota.take(call, Duration.ZERO).block())) {
            case Denied denied ->
                Optional.of(new Filled.Throttled(clock.instant().plus(denied.retryAfter()), denied.why()));
            case Granted _ -> {
                tally.calls++;
                tally.units += units;
                if (random.nextInt(10) > 0) {
                    yield Optional.empty();
                }
                tally.failed++;
                yield tries > 1
                        ? ask(account, units, tries - 1)
                        : Optional.of(new Filled.Failed("Meta fails", "{\"why\": \"Meta fails\"}", true));
            }
        };
    }

    private Mono<Filled> store(Lease lease) {
        return Flux.from(database.withTransaction(status -> Flux.from(status.getConnection()
                                .createStatement("""
                                        INSERT INTO weekly_report AS r (account_id, week_start, revision, source, fetched_at,
                                            data_as_of, totals, sections, absent)
                                        SELECT account_id, $2, 1, 'meta', now(), now(), '{"spend": ' || slug || '}', '', '[]'
                                        FROM ad_account WHERE account_id = $1
                                        ON CONFLICT (account_id, week_start) DO UPDATE
                                        SET fetched_at = now(), calm = r.calm + 1, revision = r.revision + $3
                                        """)
                                .bind("$1", lease.account().value())
                                .bind("$2", lease.week().monday())
                                .bind("$3", lease.cause().equals("backfill") ? 1_000 : 0)
                                .execute())
                        .concatMap(result -> result.getRowsUpdated())
                        .then(leases.done(status.getConnection(), lease))))
                .then(Mono.<Filled>just(new Filled.Stored()))
                .onErrorReturn(LeaseLostException.class, new Filled.Unneeded());
    }
}
