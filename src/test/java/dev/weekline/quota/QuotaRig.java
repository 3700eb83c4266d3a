package dev.weekline.quota;

import dev.weekline.boot.TestDatabase;
import dev.weekline.boot.Weekline;
import dev.weekline.sandbox.SandboxSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;

/** A service with connections of its own to a database that a test shares among several, and no clock of its own. */
final class QuotaRig implements AutoCloseable {

    private static final Instant START = Instant.parse("2025-09-29T08:00:00Z");

    private final Weekline weekline;

    QuotaRig(TestDatabase.Fresh database) {
        this.weekline = Weekline.start(
                Map.of(
                        "WEEKLINE_DATABASE_URL", database.url(),
                        "WEEKLINE_ADMIN_KEY", "a-test-key-of-more-than-24-characters",
                        "WEEKLINE_ENCRYPTION_KEY", "c2l4dGVlbiBieXRlcyBhbmQgdGhlbiBzaXh0ZWVuISE=",
                        "WEEKLINE_META_MODE", "live",
                        "WEEKLINE_META_BASE_URL", "http://localhost:1",
                        "MICRONAUT_SERVER_PORT", "0"),
                Clock.fixed(START, ZoneOffset.UTC),
                SandboxSettings.defaults(),
                _ -> {});
    }

    BucketRows rows(InstantSource time) {
        return new BucketRows(weekline.context().getBean(Statements.class), time);
    }

    SharedBuckets buckets(InstantSource time) {
        return new SharedBuckets(rows(time));
    }

    TokenBuckets quota() {
        return weekline.context().getBean(TokenBuckets.class);
    }

    <T> T bean(Class<T> type) {
        return weekline.context().getBean(type);
    }

    @Override
    public void close() {
        weekline.close();
    }

    /** A time that only a test turns on. */
    static final class TurnedTime implements InstantSource {

        private volatile Instant now = START;

        synchronized void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
