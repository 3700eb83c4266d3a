package dev.weekline.trail;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Whether traces are made. Where they go is told by OpenTelemetry's own settings.
 *
 * @param tracing off unless somebody wants them
 */
@ConfigurationProperties("weekline")
record TracingSwitch(@Bindable(defaultValue = "false") boolean tracing) {}
