package dev.weekline.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key or session that was found in the database, as long as it is remembered. */
final class KnownKey {

    /** Marking every use would have all threads write to the same place. */
    private static final Duration WORTH_MARKING = Duration.ofSeconds(10);

    private final KeyDigest digest;
    private final Pass pass;
    private volatile Instant confirmedAt;
    private volatile Instant usedAt;
    private volatile @Nullable Instant writtenAt;

    KnownKey(KeyDigest digest, Pass pass, Instant asked) {
        this.digest = digest;
        this.pass = pass;
        this.confirmedAt = asked;
        this.usedAt = asked;
    }

    KeyDigest digest() {
        return digest;
    }

    Pass pass() {
        return pass;
    }

    /** Who shows it; empty where it was last known to be good longer ago than that, or has expired. */
    Optional<Caller> caller(Instant now, Duration trusted) {
        if (!pass.isOpenAt(now) || confirmedAt.plus(trusted).isBefore(now)) {
            return Optional.empty();
        }
        if (usedAt.plus(WORTH_MARKING).isBefore(now)) {
            usedAt = now;
        }
        return Optional.of(pass.caller());
    }

    /** It was found to be good by a question that was asked then. */
    void confirm(Instant asked) {
        confirmedAt = asked;
    }

    boolean isUsedSince(Instant moment) {
        return !usedAt.isBefore(moment);
    }

    /** When it was used last, where that is to be written down again. */
    Optional<Instant> useToWrite(Duration every) {
        var written = writtenAt;
        return written == null || !usedAt.isBefore(written.plus(every)) ? Optional.of(usedAt) : Optional.empty();
    }

    void written(Instant moment) {
        writtenAt = moment;
    }
}
