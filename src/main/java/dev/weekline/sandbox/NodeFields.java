package dev.weekline.sandbox;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which fields of an object are told. */
final class NodeFields {

    private NodeFields() {}

    /**
     * The fields asked for, or the usual ones where none are; the id is always told.
     *
     * @param told the fields about which there is something to say
     * @param silent those about which there is not
     * @throws GraphException for a field that objects of this type do not have
     */
    static List<String> asked(
            Parameters parameters, List<String> told, Set<String> silent, List<String> usual, String type)
            throws GraphException {
        var asked = parameters.list("fields");
        for (var field : asked) {
            if (!told.contains(field) && !silent.contains(field)) {
                throw new GraphException(GraphError.unknownField(field, type));
            }
        }
        return Stream.concat(asked.isEmpty() ? usual.stream() : asked.stream(), Stream.of("id"))
                .distinct()
                .toList();
    }
}
