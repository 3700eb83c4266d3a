package dev.weekline.quota;

import dev.weekline.account.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sizes that follow what Meta tells. A bucket begins with what is set. Once there is evidence of how much an hour holds
 * ({@link Estimate}), it refills at the share of that at which the gates stop everything: units beyond it would only
 * run into a closed gate, and calls come back from there in steps. Background work stops earlier, by gates of its own;
 * what it may not use is for those who wait. The burst keeps its proportion to the refill. Where others spend on the
 * same account, what is left of it for us is less, and so is the estimate.
 *
 * <p>Nothing is learned while it is not known what other replicas have spent: it would look as if Meta gave less.
 */
@Singleton
final class LearnedSizes implements Sizes {

    /** By then other replicas have told what they had spent when Meta spoke. */
    static final Duration SETTLING = Duration.ofSeconds(4);

    private static final double ALL = 100;

    private final QuotaSettings app;
    private final QuotaSettings account;
    private final EstimateSettings settings;
    private final GateSettings gates;
    private final Spent spent;
    private final Map<Optional<AccountId>, Estimate> estimates = new ConcurrentHashMap<>();
    private final Map<Optional<AccountId>, Lesson> lessons = new ConcurrentHashMap<>();
    private final Set<Optional<AccountId>> news = ConcurrentHashMap.newKeySet();

    @Inject
    LearnedSizes(QuotaSettings settings, EstimateSettings learning, GateSettings gates, Spent spent) {
        this(settings, settings, learning, gates, spent);
    }

    LearnedSizes(QuotaSettings app, QuotaSettings account, EstimateSettings settings, GateSettings gates, Spent spent) {
        this.app = app;
        this.account = account;
        this.settings = settings;
        this.gates = gates;
        this.spent = spent;
    }

    @Override
    public BucketSize of(Optional<AccountId> id) {
        var known = estimates.get(id);
        var first = BucketSize.of(settingsOf(id));
        return known == null ? first : first.scaledTo(known.size() * gates.everything() / ALL);
    }

    /** What is known of a bucket; empty as long as nothing was learned. */
    Optional<Estimate> find(Optional<AccountId> id) {
        return Optional.ofNullable(estimates.get(id));
    }

    /** What was taken for the hour of a bucket before anything was known. */
    double guess(Optional<AccountId> id) {
        return settingsOf(id).unitsPerHour();
    }

    /** Takes note of what Meta said with an answer for an account. */
    void told(AccountId id, UsageReading reading, Instant now) {
        note(Optional.empty(), reading.app(), now);
        note(Optional.of(id), higher(reading.account(), reading.insights()), now);
    }

    /** Learns from what was noted, as far as it is known by now what others had spent by then. */
    void learn(Instant now) {
        lessons.forEach((id, lesson) -> {
            var others = spent.othersInLastHour(id, now);
            if (others.isPresent()
                    && !spent.othersReadAt().isBefore(lesson.since().plus(SETTLING))) {
                lessons.remove(id, lesson);
                learn(id, lesson, others.get());
            }
        });
    }

    /**
     * Takes in what another replica, or this one before it was started anew, has learned; the newest evidence counts.
     */
    void adopt(Learned learned) {
        estimates.compute(
                learned.account(),
                (id, known) -> learned.estimate().guess() == guess(id)
                                && (known == null || learned.estimate().isNewerThan(known))
                        ? learned.estimate()
                        : known);
    }

    /** What was learned since this was asked last, in an order that all replicas keep to. */
    List<Learned> takeNews() {
        return news.stream()
                .filter(news::remove)
                .flatMap(id -> find(id).map(estimate -> new Learned(id, estimate)).stream())
                .sorted(Comparator.comparing(Learned::name))
                .toList();
    }

    /** What could not be told is told later, or what is known by then. */
    void keepNews(List<Learned> untold) {
        untold.forEach(learned -> news.add(learned.account()));
    }

    private void note(Optional<AccountId> id, OptionalDouble percent, Instant now) {
        percent.ifPresent(
                used -> lessons.merge(id, new Lesson(spent.ownInLastHour(id, now), used, now, now), Lesson::or));
    }

    private void learn(Optional<AccountId> id, Lesson lesson, long others) {
        estimates.compute(id, (_, known) -> {
            var before = known == null ? Estimate.of(guess(id), lesson.at().minus(settings.every())) : known;
            var after = before.learn(lesson.own() + others, lesson.percent(), settings, lesson.at());
            if (after == before) {
                return known;
            }
            news.add(id);
            return after;
        });
    }

    private QuotaSettings settingsOf(Optional<AccountId> id) {
        return id.isPresent() ? account : app;
    }

    private static OptionalDouble higher(OptionalDouble one, OptionalDouble other) {
        return one.isEmpty() || (other.isPresent() && other.getAsDouble() > one.getAsDouble()) ? other : one;
    }
}
