package dev.weekline.account;

import dev.weekline.account.TokenNode.TokenAnswer.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What follows for a token from when it ends.
 *
 * @param daysTold the least of {@link #STEPS} that it has left; empty while it has more than all of them
 * @param why what is to be done; empty while nothing is
 */
record Prognosis(TokenState state, Optional<Integer> daysTold, Optional<String> why) {

    /** People are told when so many days are left. */
    static final List<Integer> STEPS = List.of(1, 7, 14);

    private static final Duration USUALLY = Duration.ofDays(1);
    private static final Duration SOONEST = Duration.ofMinutes(10);

    static Prognosis of(Accepted token, Instant now) {
        var end = end(token);
        var step = end.flatMap(moment -> step(Duration.between(now, moment)));
        return new Prognosis(
                step.isPresent() ? TokenState.EXPIRING : TokenState.HEALTHY,
                step,
                step.map(_ -> sentence(token, end.orElseThrow())));
    }

    /**
     * When the token is worth checking again: after a day, or as soon as it comes to its next step or its end.
     *
     * @param jitter from 0 to 1, spreads the checks over the day
     */
    static Instant nextCheck(Accepted token, Instant now, double jitter) {
        var usual = now.plus(usually(jitter));
        return end(token).stream()
                .flatMap(end ->
                        Stream.concat(Stream.of(end), STEPS.stream().map(days -> end.minus(Duration.ofDays(days)))))
                .filter(moment -> moment.isAfter(now.plus(SOONEST)))
                .filter(usual::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(usual);
    }

    /** A day, or up to a sixth of a day less. */
    static Duration usually(double jitter) {
        return USUALLY.minusSeconds((long) (USUALLY.toSeconds() * jitter / 6));
    }

    private static Optional<Instant> end(Accepted token) {
        return Stream.of(token.expiresAt(), token.dataAccessExpiresAt())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
    }

    private static Optional<Integer> step(Duration left) {
        return STEPS.stream()
                .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                .findFirst();
    }

    private static String sentence(Accepted token, Instant end) {
        var day = end.atOffset(ZoneOffset.UTC).toLocalDate();
        return token.expiresAt().filter(end::equals).isPresent()
                ? "The access token expires on " + day + "; store a new access token before"
                : "The access token opens no data from " + day
                        + " on; have its owner log in to the app again, or store a new access token";
    }
}
