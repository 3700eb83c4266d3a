package dev.weekline.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a call is for, in the words of a weekly report. The first six are questions to the insights edge. */
public enum Section {
    /** The account as a whole. */
    TOTALS,
    /** One row for each campaign. */
    CAMPAIGNS,
    /** Broken down by platform, with or without the position on it. */
    PLACEMENTS,
    /** Broken down by age, gender or both. */
    DEMOGRAPHICS,
    /** One row for each ad, which is where rankings are. */
    RELEVANCE,
    /** One row for each day. */
    DAILY,
    /** The account itself. */
    NODE,
    /** Creating a report run. */
    REPORT_RUN,
    /** How far a report run has come. */
    REPORT_RUN_STATUS,
    /** The rows of a report run. */
    REPORT_RUN_ROWS,
    /** The accounts that a token may read. */
    ACCOUNTS,
    /** What a token is good for. */
    DEBUG_TOKEN,
    /** Anything else. */
    OTHER;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Its name in scripts and counters: {@code report-run-rows}. */
    public String word() {
        return word;
    }

    /** The section with this word, whatever the case. */
    public static Optional<Section> named(String word) {
        return Arrays.stream(values())
                .filter(section -> section.word.equalsIgnoreCase(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Section::word).collect(Collectors.joining(", "));
    }

    /** The section of a question to the insights edge; breakdowns decide before days, and days before the level. */
    static Section ofInsights(String level, List<String> breakdowns, String increment) {
        if (breakdowns.contains("publisher_platform")) {
            return PLACEMENTS;
        }
        if (breakdowns.contains("age") || breakdowns.contains("gender")) {
            return DEMOGRAPHICS;
        }
        if (increment.equals("1")) {
            return DAILY;
        }
        return switch (level) {
            case "ad" -> RELEVANCE;
            case "campaign" -> CAMPAIGNS;
            case "account", "" -> TOTALS;
            default -> OTHER;
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
