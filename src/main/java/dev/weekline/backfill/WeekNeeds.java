package dev.weekline.backfill;

import dev.weekline.week.Freshness;
import dev.weekline.week.Maturity;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * What stored weeks need, in SQL, as {@link Freshness} has it for readers; only open weeks are refreshed at a pace of
 * their own, by the money at stake. It is part of statements that know, besides, {@code weeks} (the boundaries) and
 * {@code spends} (the accounts with their spend), and the moment {@code $1}.
 */
@Singleton
final class WeekNeeds {

    /** The boundaries that are bound from {@code $2} to {@code $5}. */
    static final String WEEKS = """
            weeks AS (
                SELECT * FROM unnest($2::text[], $3::text[]::date[], $4::text[]::timestamptz[], $5::integer[])
                    AS week (time_zone, week_start, ends_at, back)
            )""";

    private static final String NEEDS = """
            needs AS (
                SELECT a.account_id, w.week_start, w.ends_at, w.back, a.spend, r.fetched_at, {more}CASE
                    -- Nobody has data of a week that has just begun.
                    WHEN r.account_id IS NULL THEN
                        CASE WHEN w.back > 0 OR w.ends_at - interval '7 days' + a.delay <= $1 THEN 'missing' END
                    WHEN r.partial AND EXISTS (
                        SELECT FROM weekly_report p, jsonb_array_elements(p.standings::jsonb) standing
                        WHERE p.account_id = a.account_id AND p.week_start = w.week_start
                            AND (standing -> 'lack' ->> 'retryAt')::timestamptz <= $1 AND {wanted}
                            AND (standing -> 'lack' ->> 'attempts')::integer < {attempts}) THEN 'partial'
                    WHEN r.fetched_at < w.ends_at AND $1 < w.ends_at THEN
                        CASE WHEN r.fetched_at + a.pace <= $1 THEN 'stale' END
                    WHEN r.fetched_at < w.ends_at THEN CASE WHEN w.ends_at + a.delay <= $1 THEN 'stale' END
                    WHEN r.fetched_at < w.ends_at + {settles} AND r.fetched_at + least(
                            (CASE WHEN r.fetched_at < w.ends_at + {earlyDays} THEN {early} ELSE {settling} END)
                                * power(2, least(r.calm, 2)),
                            w.ends_at + {settles} - r.fetched_at
                                + CASE WHEN r.fetched_at < w.ends_at + {earlyDays} THEN {early} ELSE {settling} END
                        ) <= $1 THEN 'stale'
                    END AS need
                FROM (
                    SELECT *, {settle} + {spread} * ((hashtext(account_id) & 1023) / 1024.0) AS delay, CASE
                        WHEN spend > {much} THEN {muchEvery} WHEN spend > {some} THEN {someEvery} ELSE {otherEvery} END
                        AS pace
                    FROM spends) a
                JOIN weeks w USING (time_zone) LEFT JOIN {reports} r USING (account_id, week_start)
            )""";

    private static final String TURN = """
            $1 + back * {weekLater} + CASE
                WHEN spend > {much} THEN interval '0' WHEN spend > {some} THEN {someLater} ELSE {otherLater} END""";

    private final Map<String, String> words;

    WeekNeeds(Freshness freshness, PlanSettings plan, StakeSettings stake, BackfillSettings backfill) {
        words = Map.ofEntries(
                Map.entry("attempts", Integer.toString(backfill.attempts())),
                Map.entry("settles", interval(Maturity.SETTLES_WITHIN)),
                Map.entry("earlyDays", interval(freshness.earlyDays())),
                Map.entry("early", interval(freshness.early())),
                Map.entry("settling", interval(freshness.settling())),
                Map.entry("settle", interval(plan.settle())),
                Map.entry("spread", interval(plan.spread())),
                Map.entry("much", stake.much().toPlainString()),
                Map.entry("some", stake.some().toPlainString()),
                Map.entry("muchEvery", interval(stake.muchEvery())),
                Map.entry("someEvery", interval(stake.someEvery())),
                Map.entry("otherEvery", interval(stake.otherEvery())),
                Map.entry("someLater", interval(stake.someLater())),
                Map.entry("otherLater", interval(stake.otherLater())),
                Map.entry("weekLater", interval(stake.weekLater())));
    }

    /**
     * {@code needs}: every week of {@code spends} and {@code weeks}, and as {@code need} why it has to be worked on:
     * {@code missing}, {@code partial}, {@code stale}, or nothing.
     */
    String needs() {
        return needs("weekly_report", "");
    }

    /**
     * The same for somebody who wants some sections of these weeks, and those even if nobody has so far.
     *
     * @param sections a parameter: their words, or NULL for all
     */
    String needs(String sections) {
        return needs(
                "weekly_report",
                "",
                "(%1$s::text[] IS NULL OR standing ->> 'section' = ANY (%1$s::text[]))".formatted(sections));
    }

    /**
     * The same of reports that have been looked up already, and with more to carry along.
     *
     * @param reports what stands for {@code weekly_report}
     * @param more columns, each with a comma after it
     */
    String needs(String reports, String more) {
        return needs(reports, more, "standing -> 'lack' ->> 'reason' <> 'not-asked'");
    }

    private String needs(String reports, String more, String wanted) {
        return filledIn(NEEDS)
                .replace("{reports}", reports)
                .replace("{more}", more)
                .replace("{wanted}", wanted);
    }

    /** When the turn of a week comes that is planned now, by its {@code back} and the {@code spend} of its account. */
    String turn() {
        return filledIn(TURN);
    }

    private String filledIn(String sql) {
        var text = sql;
        for (var word : words.entrySet()) {
            text = text.replace("{" + word.getKey() + "}", word.getValue());
        }
        return text;
    }

    private static String interval(Duration duration) {
        return "interval '" + duration.toMillis() + " milliseconds'";
    }
}
