package dev.weekline.sandbox;

/** What a campaign is for, and what that does to its prices and its audience. */
enum Objective {
    SALES("OUTCOME_SALES", "OFFSITE_CONVERSIONS", 1.15, 1.0),
    LEADS("OUTCOME_LEADS", "LEAD_GENERATION", 1.05, 0.9),
    TRAFFIC("OUTCOME_TRAFFIC", "LANDING_PAGE_VIEWS", 0.7, 1.5),
    ENGAGEMENT("OUTCOME_ENGAGEMENT", "POST_ENGAGEMENT", 0.55, 0.7),
    AWARENESS("OUTCOME_AWARENESS", "REACH", 0.4, 0.25);

    private static final double GOLDEN_STEP = 0.618_033_988_75;

    private final String graphName;
    private final String goal;
    private final double priceFactor;
    private final double clickFactor;

    Objective(String graphName, String goal, double priceFactor, double clickFactor) {
        this.graphName = graphName;
        this.goal = goal;
        this.priceFactor = priceFactor;
        this.clickFactor = clickFactor;
    }

    String graphName() {
        return graphName;
    }

    /** What the delivery of its ad sets is optimised for. */
    String goal() {
        return goal;
    }

    double priceFactor() {
        return priceFactor;
    }

    double clickFactor() {
        return clickFactor;
    }

    /** What a lane of an account is for. Steps of the golden ratio give even a small account some of everything. */
    static Objective of(SandboxAccount account, int lane) {
        var chance = (Dice.of(account.id()).with("objective").unit() + lane * GOLDEN_STEP) % 1;
        return switch (account.trade()) {
            case STEADY, AWKWARD -> SALES;
            case HOTEL -> chance < 0.45 ? SALES : chance < 0.8 ? LEADS : chance < 0.9 ? TRAFFIC : AWARENESS;
            case FASHION, OUTDOOR ->
                chance < 0.6
                        ? SALES
                        : chance < 0.72 ? TRAFFIC : chance < 0.82 ? ENGAGEMENT : chance < 0.92 ? LEADS : AWARENESS;
        };
    }
}
