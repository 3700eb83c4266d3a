package dev.weekline.meta;

import dev.weekline.meta.GraphFailure.TooLarge.Sign;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * In which shape a recipe is asked. It begins in the recipe's own and becomes smaller, step by step, while Meta finds
 * the question too large: smaller pages, then day by day, then the fields in halves, then a report run at Meta.
 *
 * @param pageSize rows to ask for in one page
 * @param cut what one question spans
 * @param groups into how many groups the fields are divided
 * @param omitted fields and breakdowns that are not asked for because Meta refuses them
 */
record Shape(int pageSize, Cut cut, int groups, Set<String> omitted) {

    /** What one question spans. */
    enum Cut {
        WEEK,
        DAYS,
        /** The whole week at once, made by Meta in its own time. */
        REPORT_RUN
    }

    private static final List<Integer> PAGE_SIZES = List.of(500, 200, 100, 50, 25);

    /** Where the size of a page is unlikely to matter, fewer sizes are tried. */
    private static final List<Integer> FEW_PAGE_SIZES = List.of(500, 100, 25);

    private static final int MOST_GROUPS = 4;

    Shape {
        omitted = Set.copyOf(omitted);
    }

    static Shape of(Recipe recipe) {
        return new Shape(recipe.pageSize(), Cut.WEEK, 1, Set.of());
    }

    /** The next smaller shape; empty where there is none. */
    Optional<Shape> smaller(Recipe recipe, Sign sign) {
        return smallerPages(sign)
                .or(() -> byDays(recipe))
                .or(() -> fieldsInHalves(recipe, sign))
                .or(() -> asReportRun(sign));
    }

    Shape without(String field) {
        var all = new TreeSet<>(omitted);
        all.add(field);
        return new Shape(pageSize, cut, groups, all);
    }

    /** Whether a walk in this shape goes on where one in the other was. */
    boolean goesOnFrom(Shape other) {
        return cut == other.cut && groups == other.groups && omitted.equals(other.omitted);
    }

    /** What is left of the recipe's breakdowns. */
    List<String> breakdowns(Recipe recipe) {
        return kept(recipe.breakdowns());
    }

    /** What is left of the recipe's fields. */
    List<String> fields(Recipe recipe) {
        return cut == Cut.DAYS ? kept(recipe.fieldsThatAddUp()) : kept(recipe.fields());
    }

    /** Everything to ask for in one group: what a row is about, and the group's part of what is counted. */
    List<String> asked(Recipe recipe, int group) {
        var fields = fields(recipe);
        var part = fields.subList(fields.size() * group / groups, fields.size() * (group + 1) / groups);
        return Stream.concat(kept(recipe.askedDimensions()).stream(), part.stream())
                .toList();
    }

    /** What no row has that is asked for in this shape. */
    List<Omission> omissions(Recipe recipe) {
        return Stream.concat(
                        omitted.stream().sorted().map(field -> new Omission(field, Omission.Reason.REMOVED)),
                        kept(recipe.fields()).stream()
                                .filter(field -> !fields(recipe).contains(field))
                                .map(field -> new Omission(field, Omission.Reason.SPLIT)))
                .toList();
    }

    private Optional<Shape> smallerPages(Sign sign) {
        return switch (sign) {
            case BODY, DATA -> smallerPages(PAGE_SIZES);
            case ROWS, SUSPECTED -> smallerPages(FEW_PAGE_SIZES);
            case DEPTH -> Optional.empty();
        };
    }

    private Optional<Shape> smallerPages(List<Integer> sizes) {
        return sizes.stream()
                .filter(size -> size < pageSize)
                .findFirst()
                .map(size -> new Shape(size, cut, groups, omitted));
    }

    /** The size of pages was not it, so it is the recipe's again. */
    private Optional<Shape> byDays(Recipe recipe) {
        return cut == Cut.WEEK && groups == 1 && recipe.canBeSplitByDay()
                ? Optional.of(new Shape(recipe.pageSize(), Cut.DAYS, groups, omitted))
                : Optional.empty();
    }

    private Optional<Shape> fieldsInHalves(Recipe recipe, Sign sign) {
        return cut != Cut.REPORT_RUN
                        && sign != Sign.SUSPECTED
                        && 2 * groups <= Math.min(MOST_GROUPS, fields(recipe).size())
                ? Optional.of(new Shape(pageSize, cut, 2 * groups, omitted))
                : Optional.empty();
    }

    private Optional<Shape> asReportRun(Sign sign) {
        return cut != Cut.REPORT_RUN && sign != Sign.SUSPECTED
                ? Optional.of(new Shape(Math.max(pageSize, 100), Cut.REPORT_RUN, 1, omitted))
                : Optional.empty();
    }

    private List<String> kept(List<String> names) {
        return names.stream().filter(name -> !omitted.contains(name)).toList();
    }
}
