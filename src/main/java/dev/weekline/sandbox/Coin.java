package dev.weekline.sandbox;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/** A currency as the sandbox needs it: how fine it is, and how many of it make a dollar, roughly. */
record Coin(int decimals, double perDollar) {

    /** The currencies in which Meta's amounts have no minor unit. */
    private static final Set<String> WHOLE =
            Set.of("CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND");

    private static final Map<String, Double> RATES = Map.ofEntries(
            Map.entry("CLP", 950.0),
            Map.entry("COP", 4_000.0),
            Map.entry("CRC", 510.0),
            Map.entry("CZK", 22.0),
            Map.entry("DKK", 6.5),
            Map.entry("EUR", 0.9),
            Map.entry("GBP", 0.8),
            Map.entry("HUF", 350.0),
            Map.entry("IDR", 16_000.0),
            Map.entry("ISK", 130.0),
            Map.entry("JPY", 150.0),
            Map.entry("KRW", 1_350.0),
            Map.entry("NOK", 10.0),
            Map.entry("PLN", 4.0),
            Map.entry("PYG", 7_500.0),
            Map.entry("SEK", 10.0),
            Map.entry("TWD", 32.0),
            Map.entry("VND", 25_000.0));

    static Coin of(String code) {
        return new Coin(WHOLE.contains(code) ? 0 : 2, RATES.getOrDefault(code, 1.0));
    }

    /** An amount in the smallest unit that Meta tells. */
    long minor(double dollars) {
        return Math.round(dollars * perDollar * (decimals == 0 ? 1 : 100));
    }

    /** An amount of minor units in major units, exactly. */
    BigDecimal major(long minor) {
        return BigDecimal.valueOf(minor, decimals);
    }
}
