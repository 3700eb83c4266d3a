package dev.weekline.meta;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.weekline.account.AccountId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Keeps repeated calls a small part of all calls: within an hour no more than a fifth of an account's, rounded up to a
 * whole call, so that a Meta which fails all the time is not asked three times as much.
 */
@Singleton
final class RetryBudget {

    private static final int ONE_OF = 5;
    private static final int MINUTES = 60;
    private static final int MOST_ACCOUNTS = 100_000;

    private final InstantSource time;
    private final Cache<AccountId, Hour> hours = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofHours(2))
            .maximumSize(MOST_ACCOUNTS)
            .build();

    RetryBudget(InstantSource time) {
        this.time = time;
    }

    /** A call is made for the first time. */
    void called(AccountId account) {
        hour(account).called(minute());
    }

    /** Takes one repetition, if one is left. */
    boolean take(AccountId account) {
        return hour(account).take(minute());
    }

    private Hour hour(AccountId account) {
        return hours.get(account, _ -> new Hour());
    }

    private long minute() {
        return Math.floorDiv(time.instant().getEpochSecond(), 60L);
    }

    /** The calls of the last sixty minutes. */
    private static final class Hour {

        private final int[] calls = new int[MINUTES];
        private final int[] repeated = new int[MINUTES];
        private long newest = Long.MIN_VALUE;

        synchronized void called(long minute) {
            turnTo(minute);
            calls[place(newest)]++;
        }

        synchronized boolean take(long minute) {
            turnTo(minute);
            if (ONE_OF * sum(repeated) >= sum(calls)) {
                return false;
            }
            calls[place(newest)]++;
            repeated[place(newest)]++;
            return true;
        }

        /** A clock that is turned back stands still here. */
        private void turnTo(long minute) {
            newest = newest == Long.MIN_VALUE ? minute : Math.max(newest, minute - MINUTES);
            while (newest < minute) {
                newest++;
                calls[place(newest)] = 0;
                repeated[place(newest)] = 0;
            }
        }

        private static int sum(int[] counts) {
            var sum = 0;
            for (var count : counts) {
                sum += count;
            }
            return sum;
        }

        private static int place(long minute) {
            return (int) Math.floorMod(minute, (long) MINUTES);
        }
    }
}
