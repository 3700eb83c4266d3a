package dev.weekline.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.account.AccountId;
import dev.weekline.account.KpisChanged;
import dev.weekline.work.Link;
import dev.weekline.work.Notice;
import dev.weekline.work.Notices;
import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/**
 * Reports that are ready to be sent, the most used ones of them, within a bound of bytes. What any replica stores is
 * forgotten here as soon as its notice arrives.
 */
@Context
class ReportMemory {

    /** What an entry takes beside its bytes, roughly. */
    private static final int OVERHEAD = 500;

    private static final int MOST_OWN = 10_000;

    private static final Set<String> CHANGES = Set.of(Notice.STORED, Notice.FAILED, Notice.KPIS, Notice.PURGED);

    private static final Set<String> ABOUT_ALL_WEEKS = Set.of(Notice.KPIS, Notice.PURGED);

    private final Cache<ReportKey, Remembered> reports;
    private final long bytes;
    private final Flux<Notice> notices;
    private final boolean on;
    private final Disposable.Swap listening = Disposables.swap();

    /** Counts the reports that were taken. */
    private final AtomicLong taken = new AtomicLong();

    /** What this process has stored lately, by the runs that brought it; their notices come back to it. */
    private final Cache<String, ReportKey> own = Caffeine.newBuilder()
            .maximumSize(MOST_OWN)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    /** A report, and which notices were heard when it was read. */
    private record Remembered(HeldReport report, Link link) {}

    @Inject
    ReportMemory(MemorySettings settings, Notices notices) {
        this(settings, notices.all());
    }

    ReportMemory(MemorySettings settings, Flux<Notice> notices) {
        this.notices = notices;
        this.on = settings.megabytes() > 0;
        this.bytes = settings.bytes();
        this.reports = Caffeine.newBuilder()
                .maximumWeight(settings.bytes())
                .weigher((ReportKey _, Remembered entry) ->
                        entry.report().whole().weight() + OVERHEAD)
                .recordStats()
                .build();
    }

    /** What is kept, for who counts hits and misses. */
    Cache<?, ?> cache() {
        return reports;
    }

    /** The most bytes that are kept. */
    long mostBytes() {
        return bytes;
    }

    @PostConstruct
    void listen() {
        listening.update(
                notices.filter(notice -> CHANGES.contains(notice.kind())).subscribe(this::heard));
    }

    @PreDestroy
    void close() {
        listening.dispose();
    }

    /** A report of which every change since it was read would have been heard. */
    Optional<HeldReport> find(ReportKey key, Link now) {
        return Optional.ofNullable(reports.getIfPresent(key))
                .filter(entry -> now.hasHeardAllSince(entry.link()))
                .map(Remembered::report);
    }

    /** A report that may have changed unheard. */
    Optional<HeldReport> findAny(ReportKey key) {
        return Optional.ofNullable(reports.getIfPresent(key)).map(Remembered::report);
    }

    /** Taken before a look-up, tells {@link #keep} whether a report was stored meanwhile. */
    long mark() {
        return taken.get();
    }

    /**
     * Keeps what was looked up after {@code mark}, unless something newer may have been stored since.
     *
     * @param link how notices arrived before the look-up
     */
    void keep(HeldReport report, long mark, Link link) {
        if (on) {
            // Within compute, a report taken now either is seen here or finds and forgets what is put.
            reports.asMap()
                    .compute(report.key(), (_, there) -> mark == taken.get() ? new Remembered(report, link) : there);
        }
    }

    /** What was found to be current is good for as long as notices arrive as they did then. */
    void trust(HeldReport report, Link link) {
        reports.asMap()
                .computeIfPresent(
                        report.key(), (_, there) -> there.report() == report ? new Remembered(report, link) : there);
    }

    void forget(ReportKey key) {
        taken.incrementAndGet();
        reports.invalidate(key);
    }

    @EventListener
    void onTaken(ReportTaken event) {
        own.put(event.run().toString(), event.key());
        changed(event.key());
    }

    @EventListener
    void onKpis(KpisChanged event) {
        forgetAll(event.account());
    }

    /** Every report of an account shows its targets, and of a purged account there is none. */
    private void forgetAll(AccountId account) {
        taken.incrementAndGet();
        reports.asMap().keySet().removeIf(key -> key.account().equals(account));
    }

    /** The week after carries a comparison with the one that was taken. */
    private void changed(ReportKey key) {
        forget(key);
        reports.invalidate(new ReportKey(key.account(), key.week().next()));
    }

    /** What this process has stored itself it has forgotten already, and may have read again since. */
    private void heard(Notice notice) {
        if (ABOUT_ALL_WEEKS.contains(notice.kind())) {
            notice.account().ifPresent(this::forgetAll);
        } else if (notice.account().isPresent()
                && notice.week().isPresent()
                && own.getIfPresent(notice.detail()) == null) {
            changed(new ReportKey(notice.account().get(), notice.week().get()));
        }
    }
}
