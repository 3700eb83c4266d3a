package dev.weekline.boot;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;

/** Settings as any room has them, to be got wrong. */
@ConfigurationProperties("weekline.trial")
record TrialSettings(
        @Bindable(defaultValue = "3") @Min(1) int shortTries,
        @Bindable(defaultValue = "1m") Duration patience,

        @Bindable(defaultValue = "v26.0") @Pattern(regexp = "v\\d+\\.\\d+")
        String apiVersion,

        @Bindable(defaultValue = "10") int guarded) {

    TrialSettings {
        if (guarded > 10) {
            throw new IllegalArgumentException("weekline.trial.guarded is 10 or less, not " + guarded);
        }
    }
}
