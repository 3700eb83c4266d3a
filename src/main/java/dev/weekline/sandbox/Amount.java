package dev.weekline.sandbox;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Durations and sizes as people write them: {@code 200ms}, {@code 2s}, {@code 1kB}, {@code 200MB}. */
final class Amount {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,19})([A-Za-z]*)");

    /** The largest first. */
    private static final Map<String, Long> MILLIS = largestFirst("h", 3_600_000, "m", 60_000, "s", 1_000, "ms", 1);

    private static final Map<String, Long> BYTES =
            largestFirst("GB", 1_000_000_000, "MB", 1_000_000, "kB", 1_000, "B", 1);

    private Amount() {}

    /** @throws IllegalArgumentException for what is no duration */
    static Duration duration(String text) {
        return text.equals("0")
                ? Duration.ZERO
                : Duration.ofMillis(read(text, MILLIS, "a duration like 200ms, 2s, 5m or 1h"));
    }

    /** @throws IllegalArgumentException for what is no size */
    static long bytes(String text) {
        return read(text, BYTES, "a size like 500B, 1kB, 200MB or 2GB");
    }

    static String of(Duration duration) {
        return written(duration.toMillis(), MILLIS, "ms");
    }

    static String ofBytes(long bytes) {
        return written(bytes, BYTES, "B");
    }

    private static long read(String text, Map<String, Long> units, String wanted) {
        var parts = WRITTEN.matcher(text);
        if (parts.matches()) {
            for (var unit : units.entrySet()) {
                if (unit.getKey().equalsIgnoreCase(parts.group(2))) {
                    return product(text, parts.group(1), unit.getValue());
                }
            }
        }
        throw new IllegalArgumentException("\"" + text + "\" is not " + wanted);
    }

    private static long product(String text, String number, long unit) {
        var product = new BigInteger(number).multiply(BigInteger.valueOf(unit));
        if (product.bitLength() >= Long.SIZE) {
            throw new IllegalArgumentException("\"" + text + "\" is too much");
        }
        return product.longValueExact();
    }

    private static String written(long amount, Map<String, Long> units, String smallest) {
        for (var unit : units.entrySet()) {
            if (amount != 0 && amount % unit.getValue() == 0) {
                return amount / unit.getValue() + unit.getKey();
            }
        }
        return amount + smallest;
    }

    private static Map<String, Long> largestFirst(
            String a, long ofA, String b, long ofB, String c, long ofC, String d, long ofD) {
        var units = new LinkedHashMap<String, Long>();
        List.of(Map.entry(a, ofA), Map.entry(b, ofB), Map.entry(c, ofC), Map.entry(d, ofD))
                .forEach(unit -> units.put(unit.getKey(), unit.getValue()));
        return units;
    }
}
