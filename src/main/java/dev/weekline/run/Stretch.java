package dev.weekline.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** A stretch of time. */
record Stretch(Instant from, Instant to) {

    /** How long at least one of them lasted. */
    static Duration together(List<Stretch> stretches) {
        var total = Duration.ZERO;
        var covered = Instant.MIN;
        for (var stretch :
                stretches.stream().sorted(Comparator.comparing(Stretch::from)).toList()) {
            var from = stretch.from().isAfter(covered) ? stretch.from() : covered;
            if (stretch.to().isAfter(from)) {
                total = total.plus(Duration.between(from, stretch.to()));
                covered = stretch.to();
            }
        }
        return total;
    }
}
