package dev.weekline.run;

import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What rows have to meet, as SQL with places for values. A condition that nobody asks for is not there at all, so that
 * the database plans for those that are.
 */
final class Conditions {

    private final List<String> met = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** @param sql with {@code ?} where each of the values goes */
    Conditions and(String sql, Object... more) {
        var placed = sql;
        for (var value : more) {
            values.add(value);
            placed = placed.replaceFirst("\\?", "\\$" + values.size());
        }
        met.add(placed);
        return this;
    }

    /** What follows {@code WHERE}. */
    String sql() {
        return met.isEmpty() ? "true" : String.join(" AND ", met);
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    Statement bind(Statement statement) {
        for (var i = 0; i < values.size(); i++) {
            statement.bind("$" + (i + 1), values.get(i));
        }
        return statement;
    }
}
