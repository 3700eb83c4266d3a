package dev.weekline.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How rows are broken down: the combinations that Meta allows, as far as the sandbox knows them. */
enum Breakdown {
    NONE(Cells.WHOLE),
    PLATFORM(Cells.PLACEMENTS, "publisher_platform"),
    PLACEMENT(Cells.PLACEMENTS, "publisher_platform", "platform_position"),
    AGE(Cells.DEMOGRAPHY, "age"),
    GENDER(Cells.DEMOGRAPHY, "gender"),
    AGE_GENDER(Cells.DEMOGRAPHY, "age", "gender"),
    COUNTRY(Cells.COUNTRIES, "country"),
    DEVICE_PLATFORM(Cells.DEVICES, "device_platform"),
    PLATFORM_DEVICE_PLATFORM(Cells.DEVICES, "publisher_platform", "device_platform"),
    /** Devices have to be applied for; who has not is told nothing at all. */
    PLATFORM_DEVICE(Cells.DEVICES, "publisher_platform", "impression_device"),
    /** As {@link #PLATFORM_DEVICE}. */
    PLACEMENT_DEVICE(Cells.DEVICES, "publisher_platform", "platform_position", "impression_device");

    private static final List<String> NAMES = List.of(
            "age",
            "country",
            "device_platform",
            "gender",
            "impression_device",
            "platform_position",
            "publisher_platform");

    /** Meta breaks down by these too. */
    private static final Set<String> OTHERS = Set.of(
            "comscore_market",
            "dma",
            "frequency_value",
            "hourly_stats_aggregated_by_advertiser_time_zone",
            "hourly_stats_aggregated_by_audience_time_zone",
            "product_id",
            "region");

    private final Cells cells;
    private final List<String> names;
    private final List<Group> groups;
    private final int[] groupOfCell;

    Breakdown(Cells cells, String... names) {
        this.cells = cells;
        this.names = List.of(names);
        this.groupOfCell = new int[cells.cells().size()];
        this.groups = group();
    }

    /**
     * The cells that a row stands for.
     *
     * @param labels breakdown name and value
     * @param people the part of all people who may be met there
     */
    record Group(Map<String, String> labels, double people) {}

    /** The combination of exactly these names, in any order. */
    static Optional<Breakdown> of(List<String> names) {
        var wanted = Set.copyOf(names);
        return Arrays.stream(values())
                .filter(breakdown -> Set.copyOf(breakdown.names).equals(wanted))
                .findFirst();
    }

    /** Every name that some combination has. */
    static List<String> allNames() {
        return NAMES;
    }

    /** Whether a name is a breakdown of Meta's, whether the sandbox knows it or not. */
    static boolean isKnownToMeta(String name) {
        return NAMES.contains(name) || OTHERS.contains(name);
    }

    /** Whether an account has to have applied for it. */
    boolean needsDevices() {
        return names.contains("impression_device");
    }

    List<String> names() {
        return names;
    }

    Cells cells() {
        return cells;
    }

    List<Group> groups() {
        return groups;
    }

    int groupOf(int cell) {
        return groupOfCell[cell];
    }

    private List<Group> group() {
        var weights = new LinkedHashMap<Map<String, String>, Integer>();
        for (var i = 0; i < groupOfCell.length; i++) {
            var labels = labels(cells.cells().get(i));
            weights.merge(labels, cells.cells().get(i).weight(), Integer::sum);
            groupOfCell[i] = List.copyOf(weights.keySet()).indexOf(labels);
        }
        var made = new ArrayList<Group>();
        weights.forEach((labels, weight) ->
                made.add(new Group(labels, cells.exclusive() ? (double) weight / cells.weight() : 1)));
        return List.copyOf(made);
    }

    private Map<String, String> labels(Cells.Cell cell) {
        var labels = new LinkedHashMap<String, String>();
        for (var name : names) {
            labels.put(name, cell.labels().get(cells.names().indexOf(name)));
        }
        return labels;
    }
}
