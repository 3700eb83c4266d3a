package dev.weekline.metric;

import java.math.BigDecimal;
import java.util.Set;

/**
 * An amount in major units of a currency.
 *
 * @param amount exact, never rounded below what Meta gave
 * @param currency ISO 4217 code
 */
public record Money(BigDecimal amount, String currency) {

    /** Currencies in which Meta has no minor unit (Marketing API, currencies page: offset 1). */
    private static final Set<String> WITHOUT_MINOR_UNIT =
            Set.of("CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND");

    /** How many decimals Meta's amounts of a currency have at least when they are shown. */
    public static int decimals(String currency) {
        return WITHOUT_MINOR_UNIT.contains(currency) ? 0 : 2;
    }

    /** The amount as it is shown: with the decimals of its currency, or more where the amount has more. */
    public BigDecimal shown() {
        var exact = amount.stripTrailingZeros();
        return exact.setScale(Math.max(exact.scale(), decimals(currency)));
    }
}
