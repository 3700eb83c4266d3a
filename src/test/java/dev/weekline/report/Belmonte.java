package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.account.Kpis;
import dev.weekline.metric.EventMapping;
import dev.weekline.week.Calm;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** An account, a week of it, and the report of that week. */
final class Belmonte {

    static final Account ACCOUNT = new Account(
            new AccountId("act_1203300000000017"), "belmonte", "Belmonte", "PLN", ZoneId.of("Europe/Warsaw"));
    static final IsoWeek WEEK = IsoWeek.parse("2025-W39");
    static final ReportKey KEY = new ReportKey(ACCOUNT.id(), WEEK);

    /** The week was over for two days then. */
    static final Instant SETTLING = Instant.parse("2025-09-30T22:00:00Z");

    private Belmonte() {}

    /** What is stored of the week, fetched at some moment. */
    static StoredReport stored(Instant fetchedAt) {
        return new StoredReport(
                1,
                "meta",
                fetchedAt,
                fetchedAt.minusSeconds(2),
                "{\"spend\":1234.56}",
                Optional.empty(),
                "{\"daily\":{}}",
                "[]",
                List.of(),
                "1",
                Optional.empty(),
                Calm.NONE,
                EventMapping.USUAL,
                "{}",
                Kpis.NONE);
    }

    /** The report as memory holds it from the moment of fetching. */
    static HeldReport held(Instant fetchedAt) {
        return held(WEEK, fetchedAt, fetchedAt);
    }

    static HeldReport held(IsoWeek week, Instant fetchedAt, Instant now) {
        return HeldReport.of(ACCOUNT, week, stored(fetchedAt), new Pace(Freshness.DEFAULT, _ -> 1), now);
    }
}
