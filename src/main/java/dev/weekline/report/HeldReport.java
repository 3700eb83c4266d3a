package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.Section;
import dev.weekline.week.Calm;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A report in memory, ready to be sent.
 *
 * @param calm how little refreshing has moved it lately
 * @param stretched for how long it is fresh where that is longer than usual
 * @param freshUntil when it is due for a refresh; {@link Instant#MAX} for never
 * @param labelledUntil when its maturity, or what stretches its freshness, may no longer be what it says
 * @param cacheControl how long it holds, counted from the moment of fetching; {@code Age} tells how much is spent
 * @param wanted what the account wants of its reports
 * @param lastModified the moment of fetching, as HTTP writes it
 * @param setback how refreshing it fails, if it does
 * @param standings of sections that did not all come with the last fetch
 */
record HeldReport(
        Account account,
        IsoWeek week,
        int revision,
        Maturity maturity,
        Instant fetchedAt,
        Instant freshUntil,
        Instant labelledUntil,
        String cacheControl,
        String lastModified,
        List<Standing> standings,
        Optional<Setback> setback,
        Calm calm,
        Optional<Pace.Fresh> stretched,
        Wanted wanted,
        Stamp stamp,
        Rendition whole) {

    /** Quota comes back within the hour, so what is stretched is not taken for so for any longer. */
    private static final Duration STRETCH_HOLDS = Duration.ofHours(1);

    /** Targets may change at any moment, and an answer that shows them with them. */
    private static final String ASK_AGAIN = "private, no-cache";

    private static final long A_YEAR = Duration.ofDays(365).toSeconds();

    /** What is stored of a week, made ready at {@code now}. */
    static HeldReport of(Account account, IsoWeek week, StoredReport stored, Pace pace, Instant now) {
        var zone = account.timeZone();
        var maturity = Maturity.ofFetched(week, zone, stored.fetchedAt(), now);
        var fresh = pace.of(account, week, stored.fetchedAt(), stored.calm(), now);
        var wanted = new Wanted(stored.kpis(), stored.isMappedOtherwise());
        var freshUntil = earlier(earlier(fresh.until(), stored.retryAt()), wanted.dueAt(now));
        var stretched = Optional.of(new Pace.Fresh(freshUntil, fresh.stretch()))
                .filter(longer -> longer.isStretched() && longer.holds(now));
        var labelledUntil = maturity == Maturity.OPEN ? week.endsIn(zone) : Instant.MAX;
        return new HeldReport(
                account,
                week,
                stored.revision(),
                maturity,
                stored.fetchedAt(),
                freshUntil,
                earlier(labelledUntil, stretched.map(_ -> now.plus(STRETCH_HOLDS))),
                wanted.showsTargets() ? ASK_AGAIN : cacheControl(stored.fetchedAt(), freshUntil),
                HttpDate.of(stored.fetchedAt()),
                stored.standings(),
                stored.setback(),
                stored.calm(),
                stretched,
                wanted,
                new Stamp(stored.version(), stored.fetchedAt()),
                new Rendition(ReportJson.whole(account, week, maturity, stored, stretched, List.of(Section.values()))));
    }

    ReportKey key() {
        return new ReportKey(account.id(), week);
    }

    boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    /** Whether it was due, but need not be refreshed yet because little of the quota is left by now. */
    boolean canWait(Pace pace, Instant now) {
        return !isFresh(now)
                && !wanted.mappedOtherwise()
                && standings.stream()
                        .flatMap(standing -> standing.lack().stream())
                        .allMatch(lack -> now.isBefore(lack.retryAt()))
                && pace.of(account, week, fetchedAt, calm, now).holds(now);
    }

    boolean isLabelledRight(Instant now) {
        return now.isBefore(labelledUntil);
    }

    /** A section that could not be had is due when it is worth asking again. */
    private static Instant earlier(Instant moment, Optional<Instant> other) {
        return other.filter(moment::isAfter).orElse(moment);
    }

    private static String cacheControl(Instant fetchedAt, Instant freshUntil) {
        return freshUntil.equals(Instant.MAX)
                ? "private, max-age=" + A_YEAR + ", immutable"
                : "private, max-age="
                        + Math.max(0, Duration.between(fetchedAt, freshUntil).toSeconds());
    }
}
