package dev.weekline.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openapitools.openapidiff.core.model.Changed;
import org.openapitools.openapidiff.core.model.ChangedApiResponse;
import org.openapitools.openapidiff.core.model.ChangedContent;
import org.openapitools.openapidiff.core.model.ChangedHeaders;
import org.openapitools.openapidiff.core.model.ChangedList;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.ChangedParameters;
import org.openapitools.openapidiff.core.model.ChangedSchema;
import org.openapitools.openapidiff.core.model.ComposedChanged;

/**
 * What of a contract no longer holds, told from the path down to the property. What is a break is for openapi-diff to
 * say.
 */
final class BrokenPromises {

    private final List<String> found = new ArrayList<>();

    private BrokenPromises() {}

    static List<String> of(ChangedOpenApi changes) {
        var broken = new BrokenPromises();
        changes.getMissingEndpoints()
                .forEach(gone -> broken.say(gone.getMethod() + " " + gone.getPathUrl(), "is gone"));
        changes.getChangedOperations().forEach(operation -> broken.look(name(operation), operation));
        return broken.found.stream().distinct().toList();
    }

    /** A break is told where it is: one with nothing to tell below it is told itself. */
    private void look(String where, Changed change) {
        if (change == null || !change.isDifferent()) {
            return;
        }
        var before = found.size();
        if (change.isIncompatible()) {
            lookAtBreak(where, change);
        }
        if (change instanceof ChangedSchema schema && schema.getContext().isResponse()) {
            gone(where, "property", schema.getMissingProperties().keySet());
        }
        lookBelow(where, change);
        if (change.isIncompatible() && found.size() == before) {
            say(where, change.getClass().getSimpleName().replaceFirst("^Changed", "") + " has changed");
        }
    }

    private void lookAtBreak(String where, Changed change) {
        switch (change) {
            case ChangedParameters parameters -> {
                parameters.getMissing().forEach(gone -> say(where, "parameter " + gone.getName() + " is gone"));
                parameters.getIncreased().stream()
                        .filter(more -> Boolean.TRUE.equals(more.getRequired()))
                        .forEach(more -> say(where, "parameter " + more.getName() + " is new and required"));
            }
            case ChangedApiResponse answers ->
                gone(where, "answer", answers.getMissing().keySet());
            case ChangedContent content ->
                gone(where, "media type", content.getMissing().keySet());
            case ChangedHeaders headers ->
                gone(where, "header", headers.getMissing().keySet());
            case ChangedSchema schema -> {
                if (schema.isChangedType()) {
                    say(where, "has another type");
                }
                list(where, "is required now", "is not always there any more", schema.getRequired());
                list(where, "is a new choice", "is no choice any more", schema.getEnumeration());
            }
            default -> {}
        }
    }

    private void lookBelow(String where, Changed change) {
        switch (change) {
            case ChangedParameters parameters ->
                parameters.getChanged().forEach(one -> look(where + " " + one.getName(), one));
            case ChangedApiResponse answers -> look(where, answers.getChanged());
            case ChangedContent content -> look(where, content.getChanged());
            case ChangedHeaders headers -> look(where, headers.getChanged());
            case ChangedSchema schema -> {
                look(where, schema.getChangedProperties());
                look(where + "[]", schema.getItems());
            }
            case ComposedChanged more -> more.getChangedElements().forEach(element -> look(where, element));
            default -> {}
        }
    }

    private void look(String where, Map<String, ? extends Changed> changes) {
        changes.forEach((name, change) -> look(where + " " + name, change));
    }

    private void gone(String where, String what, Collection<String> names) {
        names.forEach(name -> say(where, what + " " + name + " is gone"));
    }

    private void list(String where, String more, String less, ChangedList<?> values) {
        if (values != null && values.isIncompatible()) {
            values.getIncreased().forEach(value -> say(where, value + " " + more));
            values.getMissing().forEach(value -> say(where, value + " " + less));
        }
    }

    private void say(String where, String what) {
        found.add(where + ": " + what);
    }

    private static String name(ChangedOperation operation) {
        return operation.getHttpMethod() + " " + operation.getPathUrl();
    }
}
