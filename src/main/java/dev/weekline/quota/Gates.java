package dev.weekline.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota.Reached;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether Meta lets calls through, as far as it has said: the gates of the app, and those of each account. Asking is
 * quick and waits for nobody.
 */
@Singleton
final class Gates {

    private static final int MOST_ACCOUNTS = 100_000;

    /** What Meta said is shown for as long as it may still be true. */
    private static final Duration SHOWN = Duration.ofHours(2);

    private final GateSettings settings;
    private final Cache<AccountId, Heard> accounts;
    private volatile Shutters app = Shutters.OPEN;

    /** What other replicas have not been told yet. */
    private final ConcurrentHashMap<NewsOf, Limit> news = new ConcurrentHashMap<>();

    private record NewsOf(Optional<AccountId> account, Gate gate) {}

    /** What is known of one account. */
    private record Heard(Shutters shutters, UsageReading reading, Instant at) {

        static final Heard NOTHING = new Heard(Shutters.OPEN, UsageReading.SILENT, Instant.EPOCH);
    }

    Gates(GateSettings settings, InstantSource time) {
        this.settings = settings;
        this.accounts = Caffeine.newBuilder()
                .maximumSize(MOST_ACCOUNTS)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
                .executor(Runnable::run)
                .expireAfter(Expiry.<AccountId, Heard>writing((_, heard) -> remembered(heard, time.instant())))
                .build();
    }

    GateSettings settings() {
        return settings;
    }

    /** What keeps such work of an account waiting, whichever lasts longest; empty where nothing does. */
    Optional<Closed> find(AccountId account, Work work, Instant now) {
        return Stream.of(app, shuttersOf(account))
                .flatMap(shutters -> shutters.find(work, now).stream())
                .max(Comparator.comparing(Closing::opens))
                .map(Gates::closed);
    }

    /**
     * The share of the usual rate, from 0 to 1, at which such work of an account may pass by what Meta said of the
     * account: 0 while a gate is closed, then the steps of {@link GateSettings}, then 1.
     */
    double rateOfAccount(AccountId account, Work work, Instant now) {
        return shuttersOf(account).share(work, settings, now);
    }

    /** The share at which such work of all accounts together may pass. */
    double rateOfApp(Work work, Instant now) {
        return app.share(work, settings, now);
    }

    /** When such work of all accounts together may pass again; empty while it may. */
    Optional<Instant> opensForApp(Work work, Instant now) {
        return app.find(work, now).map(Closing::opens);
    }

    /** Takes in what Meta said with an answer for an account, and the limit that the call ran into. */
    void told(AccountId account, UsageReading reading, Optional<Reached> reached, Instant now) {
        synchronized (this) {
            app = newsIn(Optional.empty(), app, heard(app, reading, reached, now, true));
        }
        accounts.asMap().compute(account, (_, known) -> {
            var before = known == null ? Heard.NOTHING : known;
            var shutters = newsIn(
                    Optional.of(account), before.shutters(), heard(before.shutters(), reading, reached, now, false));
            return reading.isSilent()
                    ? new Heard(shutters, before.reading(), before.at())
                    : new Heard(shutters, reading, now);
        });
    }

    /** Takes in a limit that another replica ran into. */
    void adopt(Limit limit, Instant now) {
        if (limit.account().isEmpty()) {
            synchronized (this) {
                app = app.withoutForgotten(settings, now).limitedBy(limit.closing());
            }
            return;
        }
        accounts.asMap().compute(limit.account().get(), (_, known) -> {
            var before = known == null ? Heard.NOTHING : known;
            return new Heard(before.shutters().limitedBy(limit.closing()), before.reading(), before.at());
        });
    }

    /** The limits that this replica ran into since it was asked last. */
    List<Limit> takeNews() {
        return news.keySet().stream()
                .flatMap(key -> Optional.ofNullable(news.remove(key)).stream())
                .toList();
    }

    /** What could not be told is told with the next. */
    void keepNews(List<Limit> untold) {
        untold.forEach(limit -> addNews(limit.account(), limit.closing()));
    }

    /** The last reading of an account. */
    UsageReading heard(AccountId account) {
        var known = accounts.getIfPresent(account);
        return known == null ? UsageReading.SILENT : known.reading();
    }

    /** Every closing that is under way, and the last reading of every account. */
    GateState state(Instant now) {
        var ofApp = app.underWay(now).map(entry -> shut(Optional.empty(), entry.getKey(), entry.getValue()));
        var ofAccounts = accounts.asMap().entrySet().stream()
                .flatMap(entry -> entry.getValue()
                        .shutters()
                        .underWay(now)
                        .map(shut -> shut(Optional.of(entry.getKey()), shut.getKey(), shut.getValue())));
        return new GateState(Stream.concat(ofApp, ofAccounts).toList(), lastTold(now));
    }

    private List<GateState.Told> lastTold(Instant now) {
        return accounts.asMap().entrySet().stream()
                .filter(entry -> !entry.getValue().reading().isSilent())
                .map(entry -> told(entry.getKey(), entry.getValue(), now))
                .sorted(Comparator.comparing(told -> told.account().value()))
                .toList();
    }

    private Shutters newsIn(Optional<AccountId> account, Shutters before, Shutters after) {
        after.limits().values().stream()
                .filter(closing -> !closing.equals(before.limits().get(closing.gate())))
                .forEach(closing -> addNews(account, closing));
        return after;
    }

    private void addNews(Optional<AccountId> account, Closing closing) {
        news.merge(
                new NewsOf(account, closing.gate()),
                new Limit(account, closing),
                (one, other) -> other.closing().opens().isAfter(one.closing().opens()) ? other : one);
    }

    private Shutters heard(
            Shutters known, UsageReading reading, Optional<Reached> reached, Instant now, boolean ofApp) {
        var shutters = known.withoutForgotten(settings, now);
        for (var percent : reading.percents().entrySet()) {
            var pool = percent.getKey();
            if (isOfApp(pool.gate()) == ofApp) {
                shutters = shutters.used(pool, percent.getValue(), named(pool, reading), settings, now);
            }
        }
        if (!ofApp && reading.regain().isPresent()) {
            shutters = shutters.reached(
                    Gate.USE_CASE, reading.regain().get(), "Meta has said when it answers insights again", now);
        }
        return reached.filter(limit -> limit.gate() != Gate.OURS && isOfApp(limit.gate()) == ofApp)
                        .isPresent()
                ? shutters.reached(
                        reached.get().gate(),
                        reached.get().pause(),
                        refusal(reached.get().gate()),
                        now)
                : shutters;
    }

    /** The time that Meta names, if it does so for this pool. */
    private static Optional<Duration> named(Pool pool, UsageReading reading) {
        return switch (pool) {
            case APP, APP_INSIGHTS -> Optional.empty();
            case ACCOUNT -> reading.reset().or(reading::regain);
            case ACCOUNT_INSIGHTS, USE_CASE -> reading.regain();
        };
    }

    private Shutters shuttersOf(AccountId account) {
        var known = accounts.getIfPresent(account);
        return known == null ? Shutters.OPEN : known.shutters();
    }

    private Duration remembered(Heard heard, Instant now) {
        var forgottenAt = heard.shutters().forgottenAt(settings);
        return forgottenAt.isAfter(now.plus(SHOWN)) ? Duration.between(now, forgottenAt) : SHOWN;
    }

    private static boolean isOfApp(Gate gate) {
        return gate == Gate.APP;
    }

    private static String refusal(Gate gate) {
        return switch (gate) {
            case OURS -> "Our own budget is spent";
            case APP -> "Meta refused a call: the app has made too many";
            case ACCOUNT -> "Meta refused a call: too many were made for this ad account or by its user";
            case USE_CASE -> "Meta refused a call: insights of this ad account were asked too often";
        };
    }

    private static GateState.Shut shut(Optional<AccountId> account, Work work, Closing closing) {
        return new GateState.Shut(account, work, closed(closing));
    }

    private static GateState.Told told(AccountId account, Heard heard, Instant now) {
        return new GateState.Told(account, heard.reading(), heard.at(), Duration.between(heard.at(), now));
    }

    private static Closed closed(Closing closing) {
        return new Closed(closing.gate(), closing.reason(), closing.opens());
    }
}
