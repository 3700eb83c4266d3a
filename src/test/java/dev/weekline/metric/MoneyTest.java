package dev.weekline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "0, PLN, 0.00",
        "5339.5, PLN, 5339.50",
        "310, EUR, 310.00",
        "1E+3, USD, 1000.00",
        "12.3400, USD, 12.34",
        "12.345, USD, 12.345",
        "-3.1, USD, -3.10",
        "1500, JPY, 1500",
        "1500.00, JPY, 1500",
        "0, JPY, 0",
        "1E+3, JPY, 1000",
        // Meta never rounds below what it charged, so neither do we.
        "1500.5, JPY, 1500.5",
        // Meta counts dinars in hundredths.
        "7, BHD, 7.00"
    })
    void anAmountIsShownWithTheDecimalsOfItsCurrencyAndNeverWithFewerThanItHas(
            BigDecimal amount, String currency, String shown) {
        assertThat(new Money(amount, currency).shown().toPlainString()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLP", "COP", "CRC", "HUF", "IDR", "ISK", "JPY", "KRW", "PYG", "TWD", "VND"})
    void someCurrenciesHaveNoMinorUnitAtMeta(String currency) {
        assertThat(Money.decimals(currency)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLN", "EUR", "USD", "GBP", "BHD", "JOD", "KWD", "XXX"})
    void allOthersHaveHundredths(String currency) {
        assertThat(Money.decimals(currency)).isEqualTo(2);
    }
}
