package dev.weekline.sandbox;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a campaign, an ad set or an ad: 17 digits, as Meta's often have, which is more than a double holds.
 *
 * @param level what has it
 * @param number of the campaign's place, or of the ad or ad set in the account
 * @param turn how many campaigns filled the place before
 */
record SubjectId(Level level, int number, int turn) {

    private static final Pattern WRITTEN = Pattern.compile("23\\d{4}(\\d{6})(\\d{3})([123])0");

    /** Empty for what cannot be one. */
    static Optional<SubjectId> parse(String text) {
        var parts = WRITTEN.matcher(text);
        return parts.matches()
                ? Optional.of(new SubjectId(
                        level(parts.group(3)), Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    String written(SandboxAccount account) {
        var owner = Dice.of(account.id()).with("id").below(10_000);
        return "23" + padded(owner, 4) + padded(number, 6) + padded(turn, 3) + kind() + "0";
    }

    /** What has this id within a campaign. */
    Optional<Subject> within(SandboxAccount account, Campaign campaign) {
        var inside = number - campaign.lane().firstAd();
        return switch (level) {
            case AD -> Optional.of(new Subject.OfAd(account, campaign, inside));
            case ADSET ->
                inside < campaign.adSets()
                        ? Optional.of(new Subject.OfAdSet(account, campaign, inside))
                        : Optional.empty();
            case CAMPAIGN -> Optional.of(new Subject.OfCampaign(account, campaign));
            case ACCOUNT -> Optional.empty();
        };
    }

    private int kind() {
        return switch (level) {
            case CAMPAIGN -> 1;
            case ADSET -> 2;
            case AD -> 3;
            case ACCOUNT -> throw new IllegalStateException("An account has its own id");
        };
    }

    private static Level level(String kind) {
        return switch (kind) {
            case "1" -> Level.CAMPAIGN;
            case "2" -> Level.ADSET;
            default -> Level.AD;
        };
    }

    private static String padded(int number, int digits) {
        var text = Integer.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
