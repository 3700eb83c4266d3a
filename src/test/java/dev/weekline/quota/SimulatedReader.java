package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Somebody who wants a week that is not stored. Its calls are asked for at the same moment; whoever is told to come
 * back does so at that moment, for the calls that are still missing. What is kept is the word that a reader had to go
 * by: the forecast where all calls could wait in line, otherwise what came with the first denial, however often others
 * followed; beside it, when the last call could really be made.
 */
final class SimulatedReader {

    private static final Purpose MISSING = new Purpose(Work.INTERACTIVE, "missing");

    /** How long a call of a report waits for its turn in the service. */
    private final Duration patience;

    private final Simulation world;
    private final AccountId account;
    private final String week;
    private final Runnable stored;

    SimulatedReader(Simulation world, AccountId account, String week, Duration patience, Runnable stored) {
        this.world = world;
        this.account = account;
        this.week = week;
        this.patience = patience;
        this.stored = stored;
    }

    /** A call of a week, and what it weighs. */
    record WeekCall(String section, int units) {}

    static final List<WeekCall> WEEK = List.of(
            new WeekCall("totals", Weight.of(false, false, false, 7)),
            new WeekCall("campaigns", Weight.of(false, false, false, 7)),
            new WeekCall("placements", Weight.of(true, false, false, 7)),
            new WeekCall("demographics", Weight.of(true, false, false, 7)),
            new WeekCall("relevance", Weight.of(false, false, false, 7)),
            new WeekCall("daily", Weight.of(false, true, false, 7)));

    private static int units(List<WeekCall> calls) {
        return calls.stream().mapToInt(WeekCall::units).sum();
    }

    void read() {
        world.quota()
                .estimateWait(account, Work.INTERACTIVE, units(WEEK))
                .subscribe(told -> ask(WEEK, told(told, "estimate")));
    }

    private record Tried(WeekCall call, Permit permit, boolean refused, Instant at) {}

    private Forecast told(Duration waits, String how) {
        var told = new Forecast(account, world.now(), waits, how);
        world.told(told);
        return told;
    }

    private void ask(List<WeekCall> calls, Forecast forecast) {
        Flux.fromIterable(calls)
                .flatMap(this::attempt, calls.size())
                .collectList()
                .subscribe(tried -> settle(tried, forecast));
    }

    private Mono<Tried> attempt(WeekCall call) {
        return Mono.defer(() -> {
            world.begins(account);
            return world.quota()
                    .take(new PlannedCall(account, call.section(), MISSING, call.units(), week), patience)
                    .doOnNext(_ -> world.ends(account))
                    .flatMap(permit -> switch (permit) {
                        case Granted _ -> made(call, permit);
                        case Denied _ -> Mono.just(new Tried(call, permit, false, world.now()));
                    });
        });
    }

    private Mono<Tried> made(WeekCall call, Permit permit) {
        var at = world.now();
        return world.call(account, call.section(), call.units(), Work.INTERACTIVE)
                .map(answer -> new Tried(call, permit, answer.reached().isPresent(), at));
    }

    private void settle(List<Tried> tried, Forecast forecast) {
        var missing = tried.stream()
                .filter(one -> one.refused() || one.permit() instanceof Denied)
                .map(Tried::call)
                .toList();
        if (missing.isEmpty()) {
            var last = Objects.requireNonNull(
                    tried.stream().map(Tried::at).max(Instant::compareTo).orElse(null));
            world.proved(forecast, last);
            stored.run();
            return;
        }
        if (forecast.how().equals("estimate")) {
            world.replaced(forecast);
        }
        var retryAfter = tried.stream()
                .map(Tried::permit)
                .filter(Denied.class::isInstance)
                .map(permit -> ((Denied) permit).retryAfter())
                .max(Duration::compareTo);
        retryAfter
                .map(Mono::just)
                .orElseGet(() -> world.quota().estimateWait(account, Work.INTERACTIVE, units(missing)))
                .subscribe(wait -> comeBack(missing, wait, retryAfter.isPresent(), forecast));
    }

    /** Somebody who came back when told, and is sent away again, was told wrong: the first word stands. */
    private void comeBack(List<WeekCall> missing, Duration wait, boolean denied, Forecast before) {
        world.denied(denied);
        var told = before.how().equals("estimate") ? told(wait, denied ? "denied" : "refused") : before;
        world.later(wait, () -> ask(missing, told));
    }

    /** What somebody was told, and when. */
    record Forecast(AccountId account, Instant at, Duration waits, String how) {}
}
