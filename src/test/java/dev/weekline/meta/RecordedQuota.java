package dev.weekline.meta;

import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota;
import dev.weekline.quota.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;

/** A quota that grants everything but what it was told to deny, and remembers what was taken. */
final class RecordedQuota implements CallQuota {

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Queue<Permit> next = new ConcurrentLinkedQueue<>();

    record Taken(AccountId account, int units, Duration patience) {}

    List<Taken> taken() {
        return List.copyOf(taken);
    }

    RecordedQuota answers(Permit permit) {
        next.add(permit);
        return this;
    }

    @Override
    public Mono<Permit> take(AccountId account, int units, Duration patience) {
        return Mono.fromSupplier(() -> {
            taken.add(new Taken(account, units, patience));
            var permit = next.poll();
            return permit == null ? new Permit.Granted(units, Duration.ZERO) : permit;
        });
    }

    @Override
    public Duration estimateWait(AccountId account, int units) {
        return Duration.ZERO;
    }
}
