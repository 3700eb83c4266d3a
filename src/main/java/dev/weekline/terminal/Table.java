package dev.weekline.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in columns: the first to the left, as names are, the others to the right, as figures are. */
final class Table {

    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();

    Table(String... heads) {
        rows.add(heads);
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    @Override
    public String toString() {
        var widths = IntStream.range(0, rows.getFirst().length)
                .map(column -> rows.stream()
                        .mapToInt(row -> row[column].length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, row.length)
                        .mapToObj(column -> cell(row[column], widths[column], column == 0))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    int size() {
        return rows.size() - 1;
    }

    private static String cell(String text, int width, boolean left) {
        var fill = new char[width - text.length()];
        Arrays.fill(fill, ' ');
        return left ? text + new String(fill) : new String(fill) + text;
    }
}
