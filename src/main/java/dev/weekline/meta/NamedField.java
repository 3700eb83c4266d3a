package dev.weekline.meta;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds in the words of a refusal the field or breakdown that Meta refuses; nothing else in them tells it. */
final class NamedField {

    private static final Pattern PLACE = Pattern.compile("breakdowns\\[(\\d{1,2})]");
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("\\(([^()#]+)\\)"), // nonexisting field (reach), columns (age, country)
            Pattern.compile("[\"'`]([\\w.]+)[\"'`]"),
            Pattern.compile("(\\w+) (?:is|are) not (?:a )?valid"),
            Pattern.compile("(\\w+) (?:\\w+ )?(?:is|are|was|were|has been|have been) "
                    + "(?:now )?(?:deprecated|removed|discontinued|no longer)"));

    private NamedField() {}

    /** A breakdown before a field: the last breakdown named is the one that can best be spared. */
    static Optional<String> in(String words, List<String> breakdowns, List<String> fields) {
        var place = PLACE.matcher(words);
        if (place.find()) {
            var number = Integer.parseInt(place.group(1));
            return number < breakdowns.size() ? Optional.of(breakdowns.get(number)) : Optional.empty();
        }
        var named = names(words);
        return breakdowns.stream()
                .filter(named::contains)
                .reduce((_, later) -> later)
                .or(() -> fields.stream().filter(named::contains).findFirst());
    }

    private static Set<String> names(String words) {
        var names = new LinkedHashSet<String>();
        for (var pattern : NAMES) {
            pattern.matcher(words)
                    .results()
                    .flatMap(found -> Arrays.stream(found.group(1).split("[,\\s]+")))
                    .forEach(names::add);
        }
        return names;
    }
}
