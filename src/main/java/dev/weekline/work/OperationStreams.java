package dev.weekline.work;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Operations as they change. However many watch one, the database is asked once for a change; who reads slowly is given
 * the latest state and none between, so that nothing piles up.
 */
@Singleton
class OperationStreams {

    private static final Logger LOG = LoggerFactory.getLogger(OperationStreams.class);

    private final Operations operations;
    private final Notices notices;
    private final OperationSettings settings;
    private final Scheduler timer;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentHashMap<UUID, Flux<Operation>> watched = new ConcurrentHashMap<>();

    @Inject
    OperationStreams(
            Operations operations,
            Notices notices,
            OperationSettings settings,
            @Named("timer") Optional<Scheduler> timer) {
        this(operations, notices, settings, timer.orElseGet(Schedulers::parallel));
    }

    OperationStreams(Operations operations, Notices notices, OperationSettings settings, Scheduler timer) {
        this.operations = operations;
        this.notices = notices;
        this.settings = settings;
        this.timer = timer;
    }

    /** Whether there is room for one more. */
    boolean hasRoom() {
        return open.get() < settings.streams();
    }

    /** How many there are. */
    int open() {
        return open.get();
    }

    /**
     * The state of an operation and every change of it, to its last; without any where there is no room, or no such
     * operation. It ends when the operation is removed, and after the longest time that a stream may last.
     */
    Flux<Operation> watch(UUID id) {
        return Flux.defer(() -> {
            if (open.incrementAndGet() > settings.streams()) {
                open.decrementAndGet();
                return Flux.empty();
            }
            return watched.computeIfAbsent(id, this::shared)
                    .onBackpressureLatest()
                    .take(settings.longestStream(), timer)
                    .doFinally(_ -> open.decrementAndGet());
        });
    }

    private Flux<Operation> shared(UUID id) {
        return states(id).doFinally(_ -> watched.remove(id)).replay(1).refCount();
    }

    private Flux<Operation> states(UUID id) {
        return reasonsToLook(id)
                .onBackpressureLatest()
                .concatMap(_ -> look(id), 0)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .distinctUntilChanged()
                .takeUntil(operation -> operation.state().isOver());
    }

    /**
     * Anything may have been missed before a connection for notices is there; the poll finds what is missed besides.
     */
    private Flux<Object> reasonsToLook(UUID id) {
        var changed = notices.all()
                .filter(notice -> notice.kind().equals(Notice.OPERATION)
                        && notice.detail().equals(id.toString()));
        var connected = notices.links().filter(Link::connected);
        return Flux.merge(
                        changed,
                        connected,
                        Flux.interval(settings.poll(), timer).onBackpressureDrop())
                .cast(Object.class)
                .startWith(id);
    }

    /** An operation that is gone, or nothing while the database does not answer. */
    private Mono<Optional<Operation>> look(UUID id) {
        return operations
                .find(id)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnError(fault -> LOG.debug("Operation {} could not be looked at", id, fault))
                .onErrorComplete();
    }
}
