package dev.weekline.backfill;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Whether this replica does anything that nobody has asked for.
 *
 * @param background if not, it still does a step when it is told to
 */
@ConfigurationProperties("weekline")
record BackgroundSwitch(@Bindable(defaultValue = "true") boolean background) {}
