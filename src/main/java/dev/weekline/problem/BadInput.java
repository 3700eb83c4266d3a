package dev.weekline.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.annotation.Body;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is wrong with an input of a request, in the words of the API; never what was sent, which may be a secret. */
final class BadInput {

    /** What a property of ours may be called; the name of one that nobody knows was written by the caller. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,40}(\\.[A-Za-z]{1,40}){0,3}");

    private BadInput() {}

    /** An input that has to be there is not. */
    static ProblemException missing(Argument<?> argument) {
        return isBody(argument)
                ? invalid("This request needs a body.")
                : invalid(nameOf(argument) + " is missing").withField(nameOf(argument));
    }

    /** An input that cannot be what it has to be. */
    static ProblemException unreadable(ConversionErrorException error) {
        var argument = error.getArgument();
        if (error.getCause() instanceof SerdeException unfit) {
            return unfit(unfit);
        }
        return isBody(argument)
                ? invalid("The body is not what this request needs.")
                : invalid(nameOf(argument) + " is not " + expected(argument)).withField(nameOf(argument));
    }

    /** Inputs that are read but not allowed; the first is named as the field. */
    static ProblemException outOfBounds(Collection<? extends ConstraintViolation<?>> violations) {
        var found = violations.stream()
                .map(violation -> new Bound(nameOf(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(Bound::field).thenComparing(Bound::message))
                .toList();
        var detail = found.stream().map(Bound::toString).collect(Collectors.joining("; "));
        return found.isEmpty()
                ? invalid("The request is not valid.")
                : invalid(detail).withField(found.getFirst().field());
    }

    /** A body that is no JSON at all. */
    static ProblemException notJson(JsonSyntaxException error) {
        return error.getCause() instanceof JsonProcessingException syntax && syntax.getLocation() != null
                ? invalid("The body is not JSON, from line %d, column %d."
                        .formatted(
                                syntax.getLocation().getLineNr(),
                                syntax.getLocation().getColumnNr()))
                : invalid("The body is not JSON.");
    }

    private static ProblemException unfit(SerdeException error) {
        var name = pathOf(error);
        return !NAME.matcher(name).matches()
                ? invalid("The body is not what this request needs.")
                : invalid(name + " is not what this request needs").withField(name);
    }

    /** The innermost step comes first. */
    private static String pathOf(SerdeException error) {
        var steps = new ArrayList<String>();
        error.getPath().forEach(step -> steps.addFirst(step.getArgument().getName()));
        return String.join(".", steps);
    }

    private static boolean isBody(Argument<?> argument) {
        return argument.isAnnotationPresent(Body.class);
    }

    private static String nameOf(Argument<?> argument) {
        return argument.getAnnotationMetadata()
                .stringValue(Bindable.class)
                .filter(name -> !name.isEmpty())
                .orElseGet(argument::getName);
    }

    /** The path without the method, and without the parameter where properties of it are named. */
    private static String nameOf(Path path) {
        var properties = new ArrayList<String>();
        var parameters = new ArrayList<String>();
        for (var node : path) {
            if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
                properties.add(node.getName());
            } else if (node.getName() != null && node.getKind() == ElementKind.PARAMETER) {
                parameters.add(node.getName());
            }
        }
        return String.join(".", properties.isEmpty() ? parameters : properties);
    }

    private static String expected(Argument<?> argument) {
        var type = argument.isOptional() ? argument.getFirstTypeVariable().orElse(argument) : argument;
        if (type.getType().isEnum()) {
            return "one of the words that it may be";
        }
        return switch (type.getTypeName()) {
            case "int", "long", "java.lang.Integer", "java.lang.Long" -> "a whole number";
            case "boolean", "java.lang.Boolean" -> "true or false";
            case "java.math.BigDecimal", "double", "java.lang.Double" -> "a number";
            default -> "of the form that it must have";
        };
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(ProblemType.INVALID_REQUEST, detail);
    }

    private record Bound(String field, String message) {

        @Override
        public String toString() {
            return field + " " + message;
        }
    }
}
