package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A field of a row, as Meta writes it: numbers are strings, and what is not there has no key. */
sealed interface Column {

    String name();

    void write(JsonGenerator json, Row row) throws IOException;

    /** A name, an id, a word. */
    record Text(String name, Function<Row, Optional<String>> value) implements Column {

        @Override
        public void write(JsonGenerator json, Row row) throws IOException {
            var text = value.apply(row);
            if (text.isPresent()) {
                json.writeStringField(name, text.get());
            }
        }
    }

    /** A figure; rows can be sorted by it. */
    record Figure(String name, Function<Row, Optional<BigDecimal>> value) implements Column {

        @Override
        public void write(JsonGenerator json, Row row) throws IOException {
            var figure = value.apply(row);
            if (figure.isPresent()) {
                json.writeStringField(name, written(figure.get()));
            }
        }
    }

    /** A list with one figure for each action type that has one. */
    record Actions(String name, List<ActionType> types, ActionFigure figure) implements Column {

        public Actions {
            types = List.copyOf(types);
        }

        @Override
        public void write(JsonGenerator json, Row row) throws IOException {
            var begun = false;
            for (var type : types) {
                var value = figure.of(type, row);
                if (value.isPresent()) {
                    if (!begun) {
                        json.writeArrayFieldStart(name);
                        begun = true;
                    }
                    json.writeStartObject();
                    json.writeStringField("action_type", type.name());
                    json.writeStringField("value", written(value.get()));
                    json.writeEndObject();
                }
            }
            if (begun) {
                json.writeEndArray();
            }
        }
    }

    /** A field of Meta's that never has a value here. */
    record Silent(String name) implements Column {

        @Override
        public void write(JsonGenerator json, Row row) {
            // A field without a value has no key.
        }
    }

    /** What an action type comes to in a row. */
    interface ActionFigure {

        Optional<BigDecimal> of(ActionType type, Row row);
    }

    private static String written(BigDecimal figure) {
        return figure.stripTrailingZeros().toPlainString();
    }
}
