package dev.weekline.meta;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Permit;
import dev.weekline.quota.PlannedCall;
import dev.weekline.quota.Usage;
import dev.weekline.quota.UsageReading;
import dev.weekline.quota.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** A quota that grants everything but what it was told to deny, and remembers what was taken. */
final class RecordedQuota implements CallQuota {

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final Queue<Permit> next = new ConcurrentLinkedQueue<>();

    record Taken(AccountId account, int units, Duration patience) {}

    record Told(AccountId account, String section, Usage usage, Optional<Reached> reached) {}

    List<Told> told() {
        return List.copyOf(told);
    }

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    RecordedQuota answers(Permit permit) {
        next.add(permit);
        return this;
    }

    @Override
    public Mono<Permit> take(PlannedCall call, Duration patience) {
        return Mono.fromSupplier(() -> {
            taken.add(new Taken(call.account(), call.units(), patience));
            var permit = next.poll();
            return permit == null ? new Permit.Granted(call.units(), Duration.ZERO) : permit;
        });
    }

    @Override
    public void told(AccountId account, String section, Usage usage, Optional<Reached> reached) {
        told.add(new Told(account, section, usage, reached));
    }

    @Override
    public Mono<Duration> estimateWait(AccountId account, Work work, int units) {
        return Mono.just(Duration.ZERO);
    }

    @Override
    public UsageReading heard(AccountId account) {
        return told.stream()
                .filter(one -> one.account().equals(account))
                .reduce((_, last) -> last)
                .map(last -> UsageReading.of(last.usage()))
                .orElse(UsageReading.SILENT);
    }

    @Override
    public double left(AccountId account) {
        return 1;
    }
}
