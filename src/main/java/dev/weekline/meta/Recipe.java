package dev.weekline.meta;

import dev.weekline.quota.Weight;
import java.util.List;

/**
 * The versioned set of fields, breakdowns and parameters that a data set of a week asks Meta for. A change of anything
 * but the page size is a new version.
 *
 * @param name {@code totals} or the name of a section
 * @param version counts from 1
 * @param level {@code account}, {@code campaign} or {@code ad}
 * @param dimensions what a row is about, in the order in which it is shown
 * @param fields what is counted or ranked, by Meta's names
 * @param breakdowns Meta's names; empty for none
 * @param daily one row a day instead of one for the week
 * @param pageSize rows to ask for in one page
 */
public record Recipe(
        String name,
        int version,
        String level,
        List<Dimension> dimensions,
        List<String> fields,
        List<String> breakdowns,
        boolean daily,
        int pageSize) {

    private static final int DAYS = 7;
    private static final String PEOPLE = "reach";

    public Recipe {
        dimensions = List.copyOf(dimensions);
        fields = List.copyOf(fields);
        breakdowns = List.copyOf(breakdowns);
    }

    /** How the API writes a recipe, for example {@code campaigns/1}. */
    public String label() {
        return name + "/" + version;
    }

    /** What one page of a week of this costs in quota. */
    public int units() {
        return units(DAYS);
    }

    /** What one page of a span of so many days costs. */
    int units(int days) {
        return Weight.of(!breakdowns.isEmpty(), daily, false, days);
    }

    /** What is counted and adds up over days: people do not, unless a row is of one day anyway. */
    public List<String> fieldsThatAddUp() {
        return daily
                ? fields
                : fields.stream().filter(field -> !field.equals(PEOPLE)).toList();
    }

    /** Whether anything is left of this when it is asked day by day: a ranking is of the week or of nothing. */
    boolean canBeSplitByDay() {
        return dimensions.stream().noneMatch(dimension -> dimension.field().endsWith("_ranking"));
    }

    /** What a row is about as far as it is asked as a field: a breakdown or a date there would be refused. */
    List<String> askedDimensions() {
        return dimensions.stream()
                .map(Dimension::field)
                .filter(field -> !breakdowns.contains(field) && !field.startsWith("date_"))
                .toList();
    }

    /**
     * Something a row is about.
     *
     * @param field Meta's name
     * @param word the API's name
     * @param key whether it is part of what makes a row one of its kind
     */
    public record Dimension(String field, String word, boolean key) {}
}
