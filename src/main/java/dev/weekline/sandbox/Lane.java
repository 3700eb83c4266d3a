package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A place in an account's plan that one campaign after another fills, with a pause of a week or more between them.
 *
 * @param number from 0
 * @param dice the chance of this lane
 * @param objective what its campaigns are for
 * @param dollars what a campaign spends on an ordinary day
 * @param people how many people its audience holds
 * @param rhythm how its campaigns follow each other
 * @param firstAd number of its first ad in the account
 * @param ads how many ads a campaign has
 */
record Lane(
        int number,
        Dice dice,
        Objective objective,
        double dollars,
        double people,
        Rhythm rhythm,
        int firstAd,
        int ads) {

    private static final double USUAL_PRICE = 6;
    private static final int STEADY_IMPRESSIONS = 300;

    static Lane of(SandboxAccount account, int number, int firstAd, int ads) {
        var dice = Dice.of(account.id()).with("lane").with(number);
        var steady = account.trade().isSteady();
        var objective = Objective.of(account, number);
        var dollars = steady
                ? ads * STEADY_IMPRESSIONS * USUAL_PRICE * objective.priceFactor() / 1000
                : StrictMath.exp(dice.with("dollars").between(2.3, 4.6));
        var daily = dollars / (USUAL_PRICE * objective.priceFactor()) * 1000;
        return new Lane(
                number,
                dice,
                objective,
                dollars,
                Math.max(50, daily * dice.with("people").between(2, 6)),
                steady ? Rhythm.WITHOUT_END : Rhythm.drawn(dice.with("rhythm")),
                firstAd,
                ads);
    }

    /** The campaigns that run on some day of a span, the oldest first. */
    Stream<Campaign> running(LocalDate since, LocalDate until) {
        return LongStream.rangeClosed(rhythm.turn(since), rhythm.turn(until))
                .filter(turn -> turn >= 0)
                .mapToObj(turn -> campaign((int) turn))
                .filter(campaign -> !campaign.end().isBefore(since));
    }

    /** The campaign that so many others have gone before. */
    Campaign campaign(int turn) {
        return new Campaign(this, turn, rhythm.start(turn), rhythm.end(turn));
    }

    /**
     * How campaigns follow each other.
     *
     * @param origin when the first began, as an epoch day
     * @param period from one beginning to the next, in days
     * @param run how many of these days a campaign runs
     */
    record Rhythm(long origin, int period, int run) {

        private static final LocalDate BEGINNING = LocalDate.of(2019, 3, 4);

        static final Rhythm WITHOUT_END = new Rhythm(LocalDate.of(2010, 1, 4).toEpochDay(), 365 * 200, 365 * 200);

        /** Most campaigns run for two years, some for a season, some for a few weeks. */
        static Rhythm drawn(Dice dice) {
            var chance = dice.unit();
            var period = chance < 0.6
                    ? 728
                    : chance < 0.8 ? 364 : 42 + dice.with("period").below(43);
            var pause =
                    chance < 0.6 ? 7 : chance < 0.8 ? 100 + dice.with("pause").below(130) : 10 + period / 4;
            return new Rhythm(BEGINNING.toEpochDay() - dice.with("origin").below(period), period, period - pause);
        }

        long turn(LocalDate day) {
            return Math.floorDiv(day.toEpochDay() - origin, period);
        }

        LocalDate start(long turn) {
            return LocalDate.ofEpochDay(origin + turn * period);
        }

        LocalDate end(long turn) {
            return start(turn).plusDays(run - 1L);
        }
    }
}
