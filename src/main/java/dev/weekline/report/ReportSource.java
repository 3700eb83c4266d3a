package dev.weekline.report;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;

/** Where reports come from, as every report says: Meta itself, or its simulation. */
@Singleton
class ReportSource {

    private final boolean live;

    ReportSource(@Property(name = "weekline.meta.mode", defaultValue = "sandbox") String mode) {
        this.live = mode.equals("live");
    }

    String word() {
        return live ? "meta" : "sandbox";
    }
}
