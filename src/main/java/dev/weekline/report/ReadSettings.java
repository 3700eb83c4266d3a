package dev.weekline.report;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Positive;

/**
 * How reports are read from the database.
 *
 * @param atOnce how many connections readers hold side by side; with as many as the pool has, a crowd of them would
 *     keep fetches, leases and the quota waiting
 * @param waiting how many more may wait for their turn before readers are told to come back
 */
@ConfigurationProperties("weekline.read")
record ReadSettings(
        @Bindable(defaultValue = "4") @Positive int atOnce,
        @Bindable(defaultValue = "5000") @Positive int waiting) {}
