package dev.weekline.quota;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Whether the buckets in the database can be had. While they cannot, one caller at a time finds out whether they are
 * back, and the others are not kept waiting for it. Each outage is logged once when it begins and once when it is over.
 */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean trying = new AtomicBoolean();

    boolean isOn() {
        return away.get();
    }

    /** What the shared buckets answer, or the own ones where those are away. */
    <T> Mono<T> answer(Mono<T> shared, Mono<T> own) {
        return Mono.defer(() -> {
            if (!away.get()) {
                return shared.onErrorResume(fault -> begun(fault, own));
            }
            return trying.compareAndSet(false, true) ? tried(shared, own) : own;
        });
    }

    private <T> Mono<T> tried(Mono<T> shared, Mono<T> own) {
        return shared.doOnNext(_ -> over()).doFinally(_ -> trying.set(false)).onErrorResume(_ -> own);
    }

    private <T> Mono<T> begun(Throwable fault, Mono<T> own) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("The shared quota is out of reach; a quarter of it is spent by this process alone", fault);
        }
        return own;
    }

    private void over() {
        if (away.compareAndSet(true, false)) {
            LOG.info("The shared quota is back");
        }
    }
}
