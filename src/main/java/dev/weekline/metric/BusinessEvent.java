package dev.weekline.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something a business wants to happen. Meta reports it under several action types that overlap, so exactly one of them
 * is read: the first of the list that is present in the totals of a week.
 */
public enum BusinessEvent {
    LEAD(
            Metric.LEADS,
            null,
            Metric.COST_PER_LEAD,
            "lead",
            "onsite_conversion.lead_grouped",
            "offsite_conversion.fb_pixel_lead"),
    PURCHASE(
            Metric.PURCHASES,
            Metric.PURCHASE_VALUE,
            Metric.COST_PER_PURCHASE,
            "omni_purchase",
            "purchase",
            "offsite_conversion.fb_pixel_purchase",
            "onsite_web_purchase"),
    REGISTRATION(
            Metric.REGISTRATIONS,
            null,
            Metric.COST_PER_REGISTRATION,
            "omni_complete_registration",
            "complete_registration",
            "offsite_conversion.fb_pixel_complete_registration");

    private final Metric count;
    private final Optional<Metric> value;
    private final Metric cost;
    private final List<String> preference;

    BusinessEvent(Metric count, @Nullable Metric value, Metric cost, String... preference) {
        this.count = count;
        this.value = Optional.ofNullable(value);
        this.cost = cost;
        this.preference = List.of(preference);
    }

    /** The figure that counts this event. */
    public Metric count() {
        return count;
    }

    /** The figure that holds what the events were worth, where they have a worth. */
    public Optional<Metric> value() {
        return value;
    }

    /** What one such event costs. */
    public Metric cost() {
        return cost;
    }

    /** The name that the API has for these events, that of the figure that counts them. */
    public String word() {
        return count.word();
    }

    /** The event with that name in the API. */
    public static Optional<BusinessEvent> named(String word) {
        return Arrays.stream(values())
                .filter(event -> event.word().equals(word))
                .findFirst();
    }

    /** Meta's action types for this event, the most trusted first, unless an {@link EventMapping} has others. */
    public List<String> preference() {
        return preference;
    }

    /** The event that a figure counts or values; empty for other figures and for computed ones. */
    public static Optional<BusinessEvent> of(Metric metric) {
        return Arrays.stream(values())
                .filter(event -> event.count == metric
                        || event.value.filter(metric::equals).isPresent())
                .findFirst();
    }
}
