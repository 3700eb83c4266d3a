package dev.weekline.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the parameter {@code filtering}. */
final class FilterParser {

    private FilterParser() {}

    /** @param level the level of the rows, whose figures can be filtered by */
    static Filters parse(Parameters parameters, Level level) throws GraphException {
        var list = parameters.json("filtering");
        if (list.isEmpty() || list.get().isArray() && list.get().isEmpty()) {
            return Filters.NONE;
        }
        if (!list.get().isArray()) {
            throw refused("param filtering must be an array");
        }
        var objects = new ArrayList<Filter.OnObject>();
        var figures = new ArrayList<Filter.OnFigure>();
        for (var i = 0; i < list.get().size(); i++) {
            switch (filter("filtering[" + i + "]", list.get().get(i), level)) {
                case Filter.OnObject onObject -> objects.add(onObject);
                case Filter.OnFigure onFigure -> figures.add(onFigure);
            }
        }
        return new Filters(list.get().toString(), objects, figures);
    }

    private static Filter filter(String place, JsonNode json, Level level) throws GraphException {
        var field = json.path("field").asText();
        var word = json.path("operator").asText();
        if (field.isEmpty() || word.isEmpty() || !json.has("value")) {
            throw refused(place + " must have a field, an operator and a value");
        }
        var operator = Operator.named(word)
                .orElseThrow(
                        () -> new GraphException(GraphError.notOneOf(place + "[operator]", Operator.names(), word)));
        var values = values(json.path("value"));
        if (values.isEmpty()) {
            throw refused(place + "[value] must not be empty");
        }
        return filter(field, operator, values, level);
    }

    private static Filter filter(String field, Operator operator, List<String> values, Level level)
            throws GraphException {
        var dot = field.indexOf('.');
        var owner = dot < 0 ? level : Level.named(field.substring(0, dot)).orElseThrow(() -> unfit(field, operator));
        var attribute = field.substring(dot + 1);
        if (dot > 0 && owner != Level.ACCOUNT && Filter.OnObject.ATTRIBUTES.contains(attribute)) {
            if (!operator.fitsTexts()) {
                throw unfit(field, operator);
            }
            return new Filter.OnObject(owner, attribute, operator, values);
        }
        var figure = Columns.find(attribute)
                .filter(Column.Figure.class::isInstance)
                .map(Column.Figure.class::cast)
                .orElseThrow(() -> unfit(field, operator));
        if (!operator.fitsFigures() || owner != level) {
            throw unfit(field, operator);
        }
        return new Filter.OnFigure(figure, operator, numbers(field, operator, values));
    }

    private static List<BigDecimal> numbers(String field, Operator operator, List<String> values)
            throws GraphException {
        try {
            return values.stream().map(BigDecimal::new).toList();
        } catch (NumberFormatException _) {
            throw unfit(field, operator);
        }
    }

    private static List<String> values(JsonNode value) {
        var nodes = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return nodes.map(JsonNode::asText).toList();
    }

    private static GraphException unfit(String field, Operator operator) {
        return new GraphException(GraphError.badFilter(field, operator.name()));
    }

    private static GraphException refused(String detail) {
        return new GraphException(GraphError.badParameter(detail));
    }
}
