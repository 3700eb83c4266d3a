package dev.weekline.sandbox;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** How often an account may still be told today, by a report run, how many people an old broken down row reached. */
final class ReachRation {

    private static final int A_DAY = 10;

    private final Map<String, Spent> spent = new HashMap<>();

    private record Spent(LocalDate day, int times) {}

    /** Takes one if there is one left of the account's own day. */
    boolean take(String account, LocalDate today) {
        var now = spent.merge(
                account,
                new Spent(today, 1),
                (before, first) -> before.day().equals(today) ? new Spent(today, before.times() + 1) : first);
        return now.times() <= A_DAY;
    }
}
