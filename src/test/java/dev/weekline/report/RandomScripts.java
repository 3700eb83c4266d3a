package dev.weekline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Ways in which Meta may fail one account, the same for the same seed. */
final class RandomScripts {

    private static final List<String> WHEN = List.of(
            "every",
            "every 2nd",
            "every 3rd",
            "first 1",
            "first 2",
            "first 3",
            "first 7",
            "the 2nd",
            "the 5th",
            "30% of",
            "70% of");

    private static final List<String> SECTIONS = List.of(
            "",
            "",
            "",
            "totals",
            "campaigns",
            "placements",
            "demographics",
            "relevance",
            "daily",
            "report-run",
            "report-run-status",
            "report-run-rows");

    private static final List<String> SHRUNK =
            List.of("totals", "campaigns", "placements", "demographics", "relevance", "daily");

    private static final List<String> FAILURES = List.of(
            "500/1",
            "500/1/99",
            "500/1 saying \"Please reduce the amount of data you're asking for\"",
            "503/2",
            "503",
            "400/17/2446079",
            "400/80000/2446079",
            "400/100/1487534",
            "400/100/1487534",
            "400/2616",
            "500/2/1504038",
            "500/2/1504044",
            "400/2642",
            "400/2601/1815107",
            "400/190/463",
            "403/200",
            "400/100",
            "400/100/33",
            "400/100 saying \"(#100) Cannot include reach in summary param\"",
            "400/3018",
            "400/99999",
            "HTML 404",
            "HTML 200",
            "text 200 \"Service Unavailable\"",
            "empty 200",
            "broken JSON",
            "drop",
            "drop after 100B",
            "drop after 1kB",
            "hang",
            "endless body",
            "gzip bomb 20MB",
            "huge body 3MB",
            "version v25.0",
            "field reach removed",
            "field clicks removed",
            "field quality_ranking removed",
            "field campaign_name removed",
            "field inline_link_clicks removed",
            "empty-page",
            "short-page",
            "repeats-last-row",
            "duplicate-rows",
            "other-week",
            "run fails-too-large",
            "run fails-transient",
            "run skipped",
            "run unknown-at-first",
            "run summary-hiccup");

    /** What makes a question come in days, then in groups of fields, then from a report run. */
    private static final List<String> SHRINKS = List.of("3", "3", "4", "6", "6", "7", "8", "9");

    private RandomScripts() {}

    /** One to three lines for one account. */
    static List<String> of(long seed, String account) {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        for (var i = 1 + random.nextInt(3); i > 0; i--) {
            lines.add(line(random, account));
        }
        return lines;
    }

    private static String line(RandomGenerator random, String account) {
        return random.nextInt(4) == 0
                ? "first " + any(random, SHRINKS) + " " + any(random, SHRUNK) + " call of " + account
                        + ": 400/100/1487534"
                : anyLine(random, account);
    }

    private static String anyLine(RandomGenerator random, String account) {
        var section = any(random, SECTIONS);
        var page = random.nextInt(6) == 0 ? " page 2" : "";
        var when = any(random, WHEN);
        var chance = when.contains("%") ? " seed " + random.nextInt(1_000) : "";
        return when + (section.isEmpty() ? "" : " " + section) + page + " call of " + account + chance + ": "
                + any(random, FAILURES);
    }

    private static String any(RandomGenerator random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
