package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.Section;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Maturity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A report in memory, ready to be sent.
 *
 * @param freshUntil when it is due for a refresh; {@link Instant#MAX} for never
 * @param labelledUntil when its maturity will no longer be what it says
 * @param cacheControl how long it holds, counted from the moment of fetching; {@code Age} tells how much is spent
 * @param lastModified the moment of fetching, as HTTP writes it
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
        Rendition whole) {

    private static final long A_YEAR = Duration.ofDays(365).toSeconds();

    /** What is stored of a week, made ready at {@code now}. */
    static HeldReport of(Account account, IsoWeek week, StoredReport stored, Freshness freshness, Instant now) {
        var zone = account.timeZone();
        var maturity = Maturity.ofFetched(week, zone, stored.fetchedAt(), now);
        var freshUntil = earlier(freshness.freshUntil(week, zone, stored.fetchedAt()), stored.retryAt());
        return new HeldReport(
                account,
                week,
                stored.revision(),
                maturity,
                stored.fetchedAt(),
                freshUntil,
                maturity == Maturity.OPEN ? week.endsIn(zone) : Instant.MAX,
                cacheControl(stored.fetchedAt(), freshUntil),
                HttpDate.of(stored.fetchedAt()),
                stored.standings(),
                new Rendition(ReportJson.whole(account, week, maturity, stored, List.of(Section.values()))));
    }

    ReportKey key() {
        return new ReportKey(account.id(), week);
    }

    boolean isFresh(Instant now) {
        return now.isBefore(freshUntil);
    }

    boolean isLabelledRight(Instant now) {
        return now.isBefore(labelledUntil);
    }

    /** A section that could not be had is due when it is worth asking again. */
    private static Instant earlier(Instant freshUntil, Optional<Instant> retryAt) {
        return retryAt.filter(freshUntil::isAfter).orElse(freshUntil);
    }

    private static String cacheControl(Instant fetchedAt, Instant freshUntil) {
        return freshUntil.equals(Instant.MAX)
                ? "private, max-age=" + A_YEAR + ", immutable"
                : "private, max-age="
                        + Math.max(0, Duration.between(fetchedAt, freshUntil).toSeconds());
    }
}
