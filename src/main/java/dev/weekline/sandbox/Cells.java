package dev.weekline.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * A way of cutting an audience into pieces that together are the whole. Impressions, clicks and spend of the pieces add
 * up; people do only where nobody is in two pieces.
 */
enum Cells {
    WHOLE(List.of(), true, List.of(new Cell(List.of(), 1))),
    PLACEMENTS(
            List.of("publisher_platform", "platform_position"),
            false,
            List.of(
                    cell(270, "facebook", "feed"),
                    cell(90, "facebook", "facebook_reels"),
                    cell(50, "facebook", "facebook_stories"),
                    cell(30, "facebook", "marketplace"),
                    cell(18, "facebook", "video_feeds"),
                    cell(12, "facebook", "instream_video"),
                    cell(9, "facebook", "search"),
                    cell(6, "facebook", "right_hand_column"),
                    cell(150, "instagram", "feed"),
                    cell(130, "instagram", "instagram_stories"),
                    cell(140, "instagram", "instagram_reels"),
                    cell(25, "instagram", "instagram_explore_grid_home"),
                    cell(14, "instagram", "instagram_explore"),
                    cell(30, "audience_network", "an_classic"),
                    cell(8, "audience_network", "rewarded_video"),
                    cell(5, "messenger", "messenger_inbox"),
                    cell(13, "threads", "threads_feed"))),
    DEMOGRAPHY(List.of("age", "gender"), true, demography()),
    /** Coarser than {@link #PLACEMENTS} in positions, because each is cut again by device. */
    DEVICES(
            List.of("publisher_platform", "platform_position", "impression_device", "device_platform"),
            false,
            List.of(
                    cell(150, "facebook", "feed", "android_smartphone", "mobile_app"),
                    cell(110, "facebook", "feed", "iphone", "mobile_app"),
                    cell(60, "facebook", "feed", "desktop", "desktop"),
                    cell(25, "facebook", "feed", "other", "mobile_web"),
                    cell(80, "facebook", "facebook_reels", "android_smartphone", "mobile_app"),
                    cell(60, "facebook", "facebook_reels", "iphone", "mobile_app"),
                    cell(9, "facebook", "right_hand_column", "desktop", "desktop"),
                    cell(90, "instagram", "feed", "iphone", "mobile_app"),
                    cell(70, "instagram", "feed", "android_smartphone", "mobile_app"),
                    cell(6, "instagram", "feed", "ipad", "mobile_app"),
                    cell(12, "instagram", "feed", "desktop", "desktop"),
                    cell(120, "instagram", "instagram_reels", "iphone", "mobile_app"),
                    cell(100, "instagram", "instagram_reels", "android_smartphone", "mobile_app"),
                    cell(65, "instagram", "instagram_stories", "iphone", "mobile_app"),
                    cell(4, "instagram", "instagram_stories", "android_tablet", "mobile_app"),
                    cell(30, "audience_network", "an_classic", "android_smartphone", "mobile_app"),
                    cell(5, "messenger", "messenger_inbox", "iphone", "mobile_app"),
                    cell(13, "threads", "threads_feed", "iphone", "mobile_app"))),
    COUNTRIES(
            List.of("country"),
            true,
            List.of(
                    cell(420, "US"),
                    cell(180, "DE"),
                    cell(120, "PL"),
                    cell(90, "GB"),
                    cell(70, "SE"),
                    cell(60, "DK"),
                    cell(40, "IS"),
                    cell(20, "CZ")));

    private final List<String> names;
    private final boolean exclusive;
    private final List<Cell> cells;

    Cells(List<String> names, boolean exclusive, List<Cell> cells) {
        this.names = names;
        this.exclusive = exclusive;
        this.cells = cells;
    }

    /**
     * One piece.
     *
     * @param labels what it is called, one label for each of the names
     * @param weight how much of the whole it is
     */
    record Cell(List<String> labels, int weight) {}

    List<String> names() {
        return names;
    }

    /** Whether a person belongs to one piece only. */
    boolean exclusive() {
        return exclusive;
    }

    List<Cell> cells() {
        return cells;
    }

    int weight() {
        return cells.stream().mapToInt(Cell::weight).sum();
    }

    /** How a campaign's delivery of a day falls on the pieces. */
    long[] weights(Campaign campaign, AccountDay day) {
        var taste = campaign.dice().with(name());
        var mood = taste.with(day.date().toEpochDay());
        var weights = new long[cells.size()];
        for (var i = 0; i < weights.length; i++) {
            var factor = taste.with(i).between(0.6, 1.4) * mood.with(i).between(0.9, 1.1);
            weights[i] = Math.round(100 * cells.get(i).weight() * factor);
        }
        return weights;
    }

    private static Cell cell(int weight, String... labels) {
        return new Cell(List.of(labels), weight);
    }

    private static List<Cell> demography() {
        var ages = List.of("18-24", "25-34", "35-44", "45-54", "55-64", "65+");
        int[][] weights = {{80, 60, 2}, {150, 110, 3}, {130, 100, 3}, {90, 70, 2}, {60, 50, 1}, {45, 40, 1}};
        var genders = List.of("female", "male", "unknown");
        var cells = new ArrayList<Cell>();
        for (var age = 0; age < ages.size(); age++) {
            for (var gender = 0; gender < genders.size(); gender++) {
                cells.add(cell(weights[age][gender], ages.get(age), genders.get(gender)));
            }
        }
        return List.copyOf(cells);
    }
}
