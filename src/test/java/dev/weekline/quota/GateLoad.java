package dev.weekline.quota;

import dev.weekline.account.AccountId;
import dev.weekline.boot.Weekline;
import dev.weekline.quota.Permit.Denied;
import dev.weekline.quota.Permit.Granted;
import dev.weekline.sandbox.SandboxSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes permits from one hot bucket for a while, as a replica of its own, and says how many and how long each took.
 * Arguments: callers at a time, seconds. The environment is that of the service.
 */
final class GateLoad {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private GateLoad() {}

    /** Prints permits a second, then median and p99 of one permit in milliseconds. */
    public static void main(String[] args) {
        var callers = Integer.parseInt(args[0]);
        var span = Duration.ofSeconds(Long.parseLong(args[1]));
        try (var service = Weekline.start(System.getenv(), Clock.systemUTC(), SandboxSettings.defaults(), _ -> {})) {
            var quota = service.context().getBean(TokenBuckets.class);
            load(quota, callers, WARM_UP);
            var took = load(quota, callers, span);
            System.out.printf("%.0f %.2f %.2f%n", took.size() * 1e9 / span.toNanos(), at(took, 0.5), at(took, 0.99));
            if (quota.isAlone()) {
                throw new IllegalStateException("The shared buckets were out of reach");
            }
        }
    }

    /** Nanoseconds of each permit, shortest first. */
    private static List<Long> load(TokenBuckets quota, int callers, Duration span) {
        return Objects.requireNonNull(Flux.range(0, callers)
                .flatMap(
                        caller -> one(quota, new AccountId("act_" + (caller + 1)))
                                .repeat()
                                .take(span),
                        callers)
                .sort()
                .collectList()
                .block());
    }

    private static Mono<Long> one(TokenBuckets quota, AccountId account) {
        return Mono.defer(() -> {
            var begun = System.nanoTime();
            return quota.take(account, Work.INTERACTIVE, 1, Duration.ZERO).map(permit -> switch (permit) {
                case Granted _ -> System.nanoTime() - begun;
                case Denied denied -> throw new IllegalStateException("Denied: " + denied);
            });
        });
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }
}
