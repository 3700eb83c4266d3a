package dev.weekline.sandbox;

import java.util.List;
import java.util.Optional;

/** How an ad compares with others that wanted the same people. Told of single ads only, and only without breakdowns. */
final class Ranking {

    private static final int ENOUGH_IMPRESSIONS = 500;
    private static final List<String> FROM_BEST = List.of(
            "ABOVE_AVERAGE",
            "ABOVE_AVERAGE",
            "AVERAGE",
            "AVERAGE",
            "AVERAGE",
            "BELOW_AVERAGE_35",
            "BELOW_AVERAGE_20",
            "BELOW_AVERAGE_10");

    private Ranking() {}

    static Optional<String> of(String name, Row row) {
        return row.labels().isEmpty()
                ? row.subject().adId().map(id -> told(name, id, row.tally().impressions()))
                : Optional.empty();
    }

    private static String told(String name, String adId, long impressions) {
        return impressions < ENOUGH_IMPRESSIONS
                ? "UNKNOWN"
                : FROM_BEST.get(Dice.of(adId).with(name).below(FROM_BEST.size()));
    }
}
