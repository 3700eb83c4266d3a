package dev.weekline.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments as HTTP writes them. The last one is kept: many answers go out in the same second. */
final class HttpDate {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile Kept last = new Kept(0, FORMAT.format(Instant.EPOCH));

    private HttpDate() {}

    static String of(Instant moment) {
        var kept = last;
        if (kept.second() != moment.getEpochSecond()) {
            kept = new Kept(moment.getEpochSecond(), FORMAT.format(moment));
            last = kept;
        }
        return kept.text();
    }

    private record Kept(long second, String text) {}
}
