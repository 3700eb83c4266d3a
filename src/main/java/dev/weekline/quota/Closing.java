package dev.weekline.quota;

import java.time.Duration;
import java.time.Instant;

/** A closing of a gate: under way until it opens, and felt for a while after, when only a share may pass. */
record Closing(Gate gate, String reason, Instant opens) {

    boolean isOver(Instant now) {
        return !opens.isAfter(now);
    }

    /** Nothing is left of it, not even a smaller share. */
    boolean isForgotten(GateSettings settings, Instant now) {
        return !opens.plus(settings.untilAllPasses()).isAfter(now);
    }

    /** What may pass of the usual rate. */
    double share(GateSettings settings, Instant now) {
        return settings.shareAfter(Duration.between(opens, now));
    }

    /** It was closed until then; a gate that has opened already keeps its moment. */
    Closing openedBy(Instant now) {
        return isOver(now) ? this : new Closing(gate, reason, now);
    }
}
