package dev.weekline.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What stands first in a list of runs. Of those that are equal in it, the one that began last. */
enum RunOrder {
    /** The one that began last. */
    NEWEST(Optional.empty()),
    /**
     * The one that took longest; how long it takes is not known of one that is under way, so that it is in no place.
     */
    SLOWEST(Optional.of("duration_ms")),
    /** The one that cost most units. */
    COSTLIEST(Optional.of("units"));

    private final Optional<String> figure;

    RunOrder(Optional<String> figure) {
        this.figure = figure;
    }

    /** The order with that word. */
    static Optional<RunOrder> named(String word) {
        return Arrays.stream(values())
                .filter(order -> order.word().equals(word))
                .findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column whose highest values come first, where it is not the time alone. */
    Optional<String> figure() {
        return figure;
    }
}
