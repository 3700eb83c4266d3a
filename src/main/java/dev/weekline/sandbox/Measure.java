package dev.weekline.sandbox;

import java.util.List;

/**
 * What is counted, cut so finely that nothing is counted twice: every impression is exactly one of the kinds from
 * {@link #PLAIN} to {@link #LANDING}. Meta's overlapping figures are sums of these, which keeps clicks below
 * impressions and link clicks below clicks however the counts are divided.
 */
enum Measure {
    /** Money, in minor units. */
    SPEND,
    /** An impression that nobody did anything with. */
    PLAIN,
    /** An impression whose video was watched for three seconds. */
    WATCHED,
    /** A click on something that is not the link. */
    OTHER_CLICK,
    REACTION,
    COMMENT,
    PAGE_LIKE,
    /** A click on the link after which the page was left before it showed. */
    LINK_CLICK,
    /** A click on the link that led to a visit. */
    LANDING,
    CART,
    WEB_PURCHASE,
    APP_PURCHASE,
    FORM_LEAD,
    PIXEL_LEAD,
    REGISTRATION,
    /** What the web purchases were worth, in minor units. */
    WEB_VALUE,
    /** What the app purchases were worth, in minor units. */
    APP_VALUE;

    /** What can be divided among ads and audiences by weight. The others happen one by one. */
    static final List<Measure> DIVISIBLE =
            List.of(SPEND, PLAIN, WATCHED, OTHER_CLICK, REACTION, COMMENT, PAGE_LIKE, LINK_CLICK, LANDING);
}
