package dev.weekline.database;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets all connections know of a silence, so that not each of those that lie idle has to be found out by a reader. */
final class Silences {

    private final Set<Pulse> pulses = ConcurrentHashMap.newKeySet();

    void add(Pulse pulse) {
        pulses.add(pulse);
    }

    void remove(Pulse pulse) {
        pulses.remove(pulse);
    }

    /** A connection has been silent since that moment, by {@link System#nanoTime}. */
    void found(Pulse silent, long since) {
        for (var other : pulses) {
            if (other != silent) {
                other.hangUpUnlessHeardSince(since);
            }
        }
    }
}
