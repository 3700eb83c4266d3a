package dev.weekline.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Counts the wrong keys that come from an address. After a burst the next are refused until a while has passed; a right
 * key is never counted, so whoever shares the address with a forgotten script goes on working.
 */
@Singleton
class WrongKeys {

    private static final int BURST = 10;
    private static final Duration ONE_MORE_AFTER = Duration.ofSeconds(6);
    private static final int MOST_ADDRESSES = 10_000;
    private static final int NETWORK_BYTES = 8;

    private final InstantSource time;

    /** The one that was seen longest ago makes room; a bucket that is full again says nothing. */
    private final Cache<String, Bucket> buckets =
            Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();

    WrongKeys(InstantSource time) {
        this.time = time;
    }

    /** Counts one; zero where that was within the burst, else how long until the next one is within it. */
    Duration count(InetAddress address) {
        var probe = buckets.get(network(address), _ -> full()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(BURST)
                        .refillGreedy(1, ONE_MORE_AFTER)
                        .build())
                .withCustomTimePrecision(new BucketTime(time))
                .build();
    }

    /** Who has one address of IPv6 has 2^64 of them. */
    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
    }
}
