package dev.weekline.report;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;

/**
 * How far the rows of a section, summed, may be from the totals before that is remarkable. Being within either bound is
 * enough.
 *
 * @param relative as a ratio of the total
 * @param absoluteSpend in major units of the account's currency
 * @param absoluteImpressions as a number of impressions
 */
@ConfigurationProperties("weekline.reconciliation")
record ReconciliationSettings(
        @Bindable(defaultValue = "0.01") @NotNull @PositiveOrZero
        BigDecimal relative,

        @Bindable(defaultValue = "1.00") @NotNull @PositiveOrZero
        BigDecimal absoluteSpend,

        @Bindable(defaultValue = "10") @NotNull @PositiveOrZero
        BigDecimal absoluteImpressions) {}
