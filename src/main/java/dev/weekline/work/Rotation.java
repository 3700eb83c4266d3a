package dev.weekline.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.account.Reencryption;
import dev.weekline.account.Reencryption.Batch;
import dev.weekline.work.WhichOperation.WithId;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Encrypts all tokens anew, as an operation. It goes on whoever leaves; one whose process died is taken over by another
 * replica, which finds what is left.
 */
@Singleton
class Rotation {

    static final OperationKind KIND = new OperationKind("rotate-encryption", "rotate-encryption");

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every batch tells its progress, and takes a fraction of a second. */
    private static final Duration SILENT = Duration.ofMinutes(1);

    private static final int ALMOST = 99;

    private final Operations operations;
    private final Reencryption reencryption;
    private final AtomicBoolean looking = new AtomicBoolean();

    Rotation(Operations operations, Reencryption reencryption) {
        this.operations = operations;
        this.reencryption = reencryption;
    }

    /** Begins, or answers the operation that is under way. */
    Mono<Operation> begin(Optional<String> requestId) {
        return operations
                .findUnderWay(KIND)
                .switchIfEmpty(Mono.defer(() ->
                        operations.begin(KIND, Optional.empty(), requestId).doOnNext(begun -> goOn(begun))));
    }

    /** Takes over an operation whose process has fallen silent. */
    @Scheduled(
            fixedDelay = "${weekline.operations.look-every:30s}",
            initialDelay = "${weekline.operations.look-every:30s}")
    void look() {
        if (looking.compareAndSet(false, true)) {
            operations
                    .takeOver(KIND, SILENT)
                    .doFinally(_ -> looking.set(false))
                    .subscribe(this::goOn, fault -> LOG.debug("Nothing could be taken over", fault));
        }
    }

    private void goOn(Operation operation) {
        run(operation)
                .subscribe(
                        _ -> {},
                        fault -> LOG.warn("Encrypting the tokens anew broke off; it is taken up again", fault));
    }

    /** Encrypts what is left, and ends the operation. */
    Mono<Boolean> run(Operation operation) {
        return reencryption.left().flatMap(left -> {
            var sum = new Sum(left);
            return step("", sum, operation)
                    .then(Mono.defer(() -> operations.done(new WithId(operation.id()), sum.result())));
        });
    }

    private Mono<Void> step(String after, Sum sum, Operation operation) {
        return reencryption
                .next(after)
                .flatMap(batch -> operations
                        .progress(new WithId(operation.id()), sum.with(batch))
                        .then(step(batch.last(), sum, operation)));
    }

    /** What all batches have come to. */
    private static final class Sum {

        private final long left;
        private long renewed;
        private final List<String> unreadable = new ArrayList<>();

        Sum(long left) {
            this.left = left;
        }

        Progress with(Batch batch) {
            renewed += batch.renewed();
            unreadable.addAll(batch.unreadable());
            var percent = left == 0 ? ALMOST : (int) Math.min(ALMOST, 100 * (renewed + unreadable.size()) / left);
            return new Progress(percent, Optional.of(renewed + " of " + left + " tokens"), Optional.empty());
        }

        String result() {
            var result = JSON.createObjectNode().put("reencrypted", renewed);
            unreadable.forEach(result.putArray("unreadable")::add);
            return result.toString();
        }
    }
}
