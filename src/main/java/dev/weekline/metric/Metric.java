package dev.weekline.metric;

import java.util.Optional;

/** Every figure of a report, in the order in which a report shows them, each with its formula. */
public enum Metric {
    SPEND("spend", Kind.MONEY),
    IMPRESSIONS("impressions", Kind.COUNT),
    REACH("reach", Kind.COUNT),
    FREQUENCY("frequency", Formula.ratio(IMPRESSIONS, REACH)),
    CLICKS("clicks", Kind.COUNT),
    LINK_CLICKS("linkClicks", Kind.COUNT),
    CTR("ctr", Formula.ratio(CLICKS, IMPRESSIONS).times(100)),
    CPC("cpc", Formula.ratio(SPEND, CLICKS)),
    CPM("cpm", Formula.ratio(SPEND, IMPRESSIONS).times(1000)),
    LEADS("leads", Kind.EVENT),
    COST_PER_LEAD("costPerLead", Formula.ratio(SPEND, LEADS)),
    PURCHASES("purchases", Kind.EVENT),
    PURCHASE_VALUE("purchaseValue", Kind.MONEY),
    COST_PER_PURCHASE("costPerPurchase", Formula.ratio(SPEND, PURCHASES)),
    ROAS("roas", Formula.ratio(PURCHASE_VALUE, SPEND)),
    REGISTRATIONS("registrations", Kind.EVENT),
    COST_PER_REGISTRATION("costPerRegistration", Formula.ratio(SPEND, REGISTRATIONS));

    /** What kind of number a figure is. */
    public enum Kind {
        /** An amount in major units of the account's currency. */
        MONEY,
        /** Something counted by Meta. */
        COUNT,
        /** A business event, counted by one action type (see {@link BusinessEvent}). */
        EVENT,
        /** The result of a {@link Formula}. */
        COMPUTED
    }

    private final String word;
    private final Kind kind;
    private final Optional<Formula> formula;

    Metric(String word, Kind kind) {
        this.word = word;
        this.kind = kind;
        this.formula = Optional.empty();
    }

    Metric(String word, Formula formula) {
        this.word = word;
        this.kind = Kind.COMPUTED;
        this.formula = Optional.of(formula);
    }

    /** The name that the API uses. */
    public String word() {
        return word;
    }

    /** What kind of number this is. */
    public Kind kind() {
        return kind;
    }

    /** How this is computed from other figures; empty for what Meta gives. */
    public Optional<Formula> formula() {
        return formula;
    }

    /** The metric with that name in the API. */
    public static Optional<Metric> named(String word) {
        for (var metric : values()) {
            if (metric.word.equals(word)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }
}
