package dev.weekline.meta;

import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Metric;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Which figures of ours are read from a field of Meta's. */
public final class FieldFigures {

    private FieldFigures() {}

    /** The figures that are read from {@code field}, computed ones not among them; empty for every other field. */
    public static Set<Metric> of(String field) {
        return switch (field) {
            case "spend" -> EnumSet.of(Metric.SPEND);
            case "impressions" -> EnumSet.of(Metric.IMPRESSIONS);
            case "reach" -> EnumSet.of(Metric.REACH);
            case "clicks" -> EnumSet.of(Metric.CLICKS);
            case "inline_link_clicks" -> EnumSet.of(Metric.LINK_CLICKS);
            case "actions" -> eventCounts();
            case "action_values" -> eventValues();
            default -> EnumSet.noneOf(Metric.class);
        };
    }

    private static Set<Metric> eventCounts() {
        var counts = EnumSet.noneOf(Metric.class);
        Arrays.stream(BusinessEvent.values()).map(BusinessEvent::count).forEach(counts::add);
        return counts;
    }

    private static Set<Metric> eventValues() {
        var values = EnumSet.noneOf(Metric.class);
        Arrays.stream(BusinessEvent.values())
                .flatMap(event -> event.value().stream())
                .forEach(values::add);
        return values;
    }
}
