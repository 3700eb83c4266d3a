package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.Optional;

/** Whether what is advertised is being delivered. */
final class ObjectStatus {

    private static final String ACTIVE = "ACTIVE";
    private static final String PAUSED = "PAUSED";

    private ObjectStatus() {}

    /** What its owner has set it to, without regard to what it belongs to. */
    static String configured(Subject subject, LocalDate today) {
        var runs = subject.campaign()
                .map(campaign -> subject.ad()
                        .map(ad -> campaign.delivers(ad, today) || !campaign.runsOn(today))
                        .orElseGet(
                                () -> campaign.runsOn(today) || subject.adSet().isPresent()))
                .orElse(true);
        return runs ? ACTIVE : PAUSED;
    }

    /** What comes of it; what belongs to a paused campaign is not delivered. */
    static String effective(Subject subject, LocalDate today) {
        var ended = subject.campaign().filter(it -> !it.runsOn(today)).isPresent();
        return ended && subject.level().isBelow(Level.CAMPAIGN) ? "CAMPAIGN_PAUSED" : configured(subject, today);
    }

    /** The same of what a subject belongs to at a level; empty below its own level. */
    static Optional<String> effective(Subject subject, Level level, LocalDate today) {
        return subject.at(level).map(it -> effective(it, today));
    }
}
