package dev.weekline.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One row of insights before it is written.
 *
 * @param subject what it is about
 * @param slice the days it stands for
 * @param labels breakdown values by breakdown name
 * @param tally what was counted
 * @param reach people reached; empty where Meta does not tell
 */
record Row(Subject subject, Slice slice, Map<String, String> labels, Tally tally, Optional<Long> reach) {

    /** The same, but without the last of its breakdowns. */
    Row withoutLastLabel() {
        var fewer = new LinkedHashMap<>(labels);
        if (!fewer.isEmpty()) {
            fewer.pollLastEntry();
        }
        return new Row(subject, slice, fewer, tally, reach);
    }

    Coin coin() {
        return Coin.of(subject.account().currency());
    }
}
