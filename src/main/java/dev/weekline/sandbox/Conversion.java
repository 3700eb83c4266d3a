package dev.weekline.sandbox;

import static dev.weekline.sandbox.Measure.APP_PURCHASE;
import static dev.weekline.sandbox.Measure.APP_VALUE;
import static dev.weekline.sandbox.Measure.CART;
import static dev.weekline.sandbox.Measure.FORM_LEAD;
import static dev.weekline.sandbox.Measure.PIXEL_LEAD;
import static dev.weekline.sandbox.Measure.REGISTRATION;
import static dev.weekline.sandbox.Measure.WEB_PURCHASE;
import static dev.weekline.sandbox.Measure.WEB_VALUE;

import dev.weekline.sandbox.SandboxAccount.Trade;
import java.util.Optional;

/** Something that a person does after an ad, now or days later. Each one is an event of its own. */
enum Conversion {
    CART_FILLED(CART, Optional.empty()),
    BOUGHT_ON_THE_WEB(WEB_PURCHASE, Optional.of(WEB_VALUE)),
    BOUGHT_IN_THE_APP(APP_PURCHASE, Optional.of(APP_VALUE)),
    LEFT_A_FORM(FORM_LEAD, Optional.empty()),
    ASKED_ON_THE_WEB(PIXEL_LEAD, Optional.empty()),
    SIGNED_UP(REGISTRATION, Optional.empty());

    private final Measure measure;
    private final Optional<Measure> value;

    Conversion(Measure measure, Optional<Measure> value) {
        this.measure = measure;
        this.value = value;
    }

    Measure measure() {
        return measure;
    }

    /** Where its worth is counted, if it has one. */
    Optional<Measure> value() {
        return value;
    }

    /** How many of these a dollar brings. */
    double perDollar(Trade trade, Objective objective) {
        return switch (this) {
            case CART_FILLED -> 3.2 * BOUGHT_ON_THE_WEB.perDollar(trade, objective);
            case BOUGHT_ON_THE_WEB -> sold(trade) * selling(objective);
            case BOUGHT_IN_THE_APP -> trade == Trade.HOTEL ? 0 : 0.12 * BOUGHT_ON_THE_WEB.perDollar(trade, objective);
            case LEFT_A_FORM -> objective == Objective.LEADS ? 0.11 : 0;
            case ASKED_ON_THE_WEB -> objective == Objective.LEADS ? 0.04 : trade == Trade.HOTEL ? 0.01 : 0;
            case SIGNED_UP -> 0.02 * selling(objective);
        };
    }

    private static double sold(Trade trade) {
        return switch (trade) {
            case FASHION -> 0.085;
            case OUTDOOR -> 0.055;
            case HOTEL -> 0.022;
            case STEADY, AWKWARD -> 0.02;
        };
    }

    private static double selling(Objective objective) {
        return switch (objective) {
            case SALES -> 1;
            case LEADS -> 0.15;
            case TRAFFIC -> 0.25;
            case ENGAGEMENT -> 0.08;
            case AWARENESS -> 0.03;
        };
    }

    /** What a customer usually pays, in dollars. */
    static double basket(Trade trade) {
        return switch (trade) {
            case FASHION -> 58;
            case OUTDOOR -> 96;
            case HOTEL -> 310;
            case STEADY, AWKWARD -> 40;
        };
    }
}
