package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The closings that hold for the app, or for one account. Limits and percents are kept apart, since limits cannot be
 * talked away: what Meta refused, or named a time for, stays closed until then, while the newest percent replaces the
 * one before.
 *
 * @param limits what stops all work, one for each gate
 * @param percents what stops work because a pool is nearly used up
 */
record Shutters(Map<Gate, Closing> limits, Map<Why, Closing> percents) {

    static final Shutters OPEN = new Shutters(Map.of(), Map.of());

    /** Meta counts what was used in the last hour. */
    private static final Duration HOUR = Duration.ofHours(1);

    /** Which pool keeps which work waiting. */
    record Why(Pool pool, Work work) {}

    Shutters {
        limits = Map.copyOf(limits);
        percents = Map.copyOf(percents);
    }

    /** Nothing for such work to wait for is empty; otherwise what opens last. */
    Optional<Closing> find(Work work, Instant now) {
        return of(work).filter(closing -> !closing.isOver(now)).max(Comparator.comparing(Closing::opens));
    }

    /** What may pass of the usual rate of such work. */
    double share(Work work, GateSettings settings, Instant now) {
        return of(work).mapToDouble(closing -> closing.share(settings, now))
                .min()
                .orElse(1);
    }

    /** When the last closing is forgotten; the beginning of time where there is none. */
    Instant forgottenAt(GateSettings settings) {
        return of(Work.BACKGROUND)
                .map(closing -> closing.opens().plus(settings.untilAllPasses()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Meta has refused a call, or has said when it answers again. */
    Shutters reached(Gate gate, Duration pause, String reason, Instant now) {
        return limitedBy(new Closing(gate, reason, now.plus(pause)));
    }

    /** All work waits until then; what waits longer already goes on waiting. */
    Shutters limitedBy(Closing closing) {
        var longer = new EnumMap<Gate, Closing>(Gate.class);
        longer.putAll(limits);
        longer.merge(closing.gate(), closing, Shutters::later);
        return new Shutters(longer, percents);
    }

    /** Takes in how much of a pool is used; {@code named} is the time that Meta says it takes. */
    Shutters used(Pool pool, double percent, Optional<Duration> named, GateSettings settings, Instant now) {
        var newer = new HashMap<>(percents);
        for (var work : Work.values()) {
            var most = settings.stops(work, pool);
            if (percent >= most) {
                var pause = named.orElseGet(() -> untilBelow(most, percent, settings));
                newer.put(new Why(pool, work), new Closing(pool.gate(), reason(pool, percent), now.plus(pause)));
            } else {
                newer.computeIfPresent(new Why(pool, work), (_, closing) -> closing.openedBy(now));
            }
        }
        var taken = new Shutters(limits, newer);
        return percent >= settings.everything() && named.isPresent()
                ? taken.reached(pool.gate(), named.get(), reason(pool, percent), now)
                : taken;
    }

    Shutters withoutForgotten(GateSettings settings, Instant now) {
        var remembered = new HashMap<>(percents);
        remembered.values().removeIf(closing -> closing.isForgotten(settings, now));
        var limiting = new HashMap<>(limits);
        limiting.values().removeIf(closing -> closing.isForgotten(settings, now));
        return new Shutters(limiting, remembered);
    }

    /** All closings that are under way, each with the most urgent work that it stops. */
    Stream<Map.Entry<Work, Closing>> underWay(Instant now) {
        return Stream.concat(
                        limits.values().stream().map(closing -> Map.entry(Work.INTERACTIVE, closing)),
                        percents.entrySet().stream()
                                .map(entry -> Map.entry(entry.getKey().work(), entry.getValue())))
                .filter(entry -> !entry.getValue().isOver(now));
    }

    private Stream<Closing> of(Work work) {
        return Stream.concat(
                limits.values().stream(),
                percents.entrySet().stream()
                        .filter(entry -> concerns(entry.getKey().work(), work))
                        .map(Map.Entry::getValue));
    }

    /** What keeps somebody waiting keeps background work waiting all the more. */
    private static boolean concerns(Work stopped, Work work) {
        return stopped == Work.INTERACTIVE || work == Work.BACKGROUND;
    }

    /**
     * Percents fall as the hour rolls on. If the calls came evenly and no more come, then the use falls from
     * {@code percent} to {@code most} in this share of the hour; by then it is worth another look.
     */
    private static Duration untilBelow(double most, double percent, GateSettings settings) {
        var share = (percent - most) / percent;
        var pause = Duration.ofSeconds((long) Math.ceil(HOUR.toSeconds() * share));
        return pause.compareTo(settings.recheck()) > 0 ? pause : settings.recheck();
    }

    private static String reason(Pool pool, double percent) {
        return "%d %% of what Meta allows %s is used".formatted(Math.round(percent), pool.words());
    }

    private static Closing later(Closing one, Closing other) {
        return other.opens().isAfter(one.opens()) ? other : one;
    }
}
