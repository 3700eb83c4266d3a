package dev.weekline.sandbox;

import static dev.weekline.sandbox.Measure.APP_PURCHASE;
import static dev.weekline.sandbox.Measure.APP_VALUE;
import static dev.weekline.sandbox.Measure.CART;
import static dev.weekline.sandbox.Measure.COMMENT;
import static dev.weekline.sandbox.Measure.FORM_LEAD;
import static dev.weekline.sandbox.Measure.LANDING;
import static dev.weekline.sandbox.Measure.LINK_CLICK;
import static dev.weekline.sandbox.Measure.PAGE_LIKE;
import static dev.weekline.sandbox.Measure.PIXEL_LEAD;
import static dev.weekline.sandbox.Measure.REACTION;
import static dev.weekline.sandbox.Measure.REGISTRATION;
import static dev.weekline.sandbox.Measure.WATCHED;
import static dev.weekline.sandbox.Measure.WEB_PURCHASE;
import static dev.weekline.sandbox.Measure.WEB_VALUE;

import java.util.List;
import java.util.Optional;

/**
 * One of Meta's action types: a sum of measures, of which many types share some.
 *
 * @param name Meta's name
 * @param counted what it counts
 * @param worth what its worth is made of; empty for an action without one
 */
record ActionType(String name, List<Measure> counted, List<Measure> worth) {

    /** Every type that the sandbox tells. */
    static final List<ActionType> ALL = List.of(
            counted("link_click", LINK_CLICK, LANDING),
            counted("landing_page_view", LANDING),
            counted("omni_landing_page_view", LANDING),
            counted("video_view", WATCHED),
            counted("post_reaction", REACTION),
            counted("comment", COMMENT),
            counted("like", PAGE_LIKE),
            counted("post_engagement", LINK_CLICK, LANDING, REACTION, COMMENT, WATCHED),
            counted("page_engagement", LINK_CLICK, LANDING, REACTION, COMMENT, WATCHED, PAGE_LIKE),
            counted("add_to_cart", CART),
            counted("omni_add_to_cart", CART),
            counted("offsite_conversion.fb_pixel_add_to_cart", CART),
            purchase("purchase", List.of(WEB_PURCHASE, APP_PURCHASE), List.of(WEB_VALUE, APP_VALUE)),
            purchase("omni_purchase", List.of(WEB_PURCHASE, APP_PURCHASE), List.of(WEB_VALUE, APP_VALUE)),
            purchase("offsite_conversion.fb_pixel_purchase", List.of(WEB_PURCHASE), List.of(WEB_VALUE)),
            purchase("onsite_web_purchase", List.of(WEB_PURCHASE), List.of(WEB_VALUE)),
            counted("lead", FORM_LEAD, PIXEL_LEAD),
            counted("onsite_conversion.lead_grouped", FORM_LEAD),
            counted("offsite_conversion.fb_pixel_lead", PIXEL_LEAD),
            counted("complete_registration", REGISTRATION),
            counted("omni_complete_registration", REGISTRATION),
            counted("offsite_conversion.fb_pixel_complete_registration", REGISTRATION));

    static ActionType named(String name) {
        return ALL.stream().filter(type -> type.name.equals(name)).findFirst().orElseThrow();
    }

    /** How often it happened; empty for never, which Meta leaves out. */
    Optional<Long> count(Tally tally) {
        return sum(counted, tally);
    }

    /** What it was worth in minor units; empty for nothing. */
    Optional<Long> worth(Tally tally) {
        return sum(worth, tally);
    }

    private static Optional<Long> sum(List<Measure> measures, Tally tally) {
        var sum = measures.stream().mapToLong(tally::of).sum();
        return sum == 0 ? Optional.empty() : Optional.of(sum);
    }

    private static ActionType counted(String name, Measure... measures) {
        return new ActionType(name, List.of(measures), List.of());
    }

    private static ActionType purchase(String name, List<Measure> counted, List<Measure> worth) {
        return new ActionType(name, counted, worth);
    }
}
