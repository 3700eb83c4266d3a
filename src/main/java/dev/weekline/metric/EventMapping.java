package dev.weekline.metric;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which of Meta's action types a business event may be read from, the most trusted first, where an account wants others
 * than usual.
 *
 * @param own the lists that stand in the place of the usual ones; 1 to {@value #MOST_TYPES} types each, none twice
 */
public record EventMapping(Map<BusinessEvent, List<String>> own) {

    /** How many action types a list may have. */
    public static final int MOST_TYPES = 20;

    /** Every event by its usual list. */
    public static final EventMapping USUAL = new EventMapping(Map.of());

    /** Also what makes it safe to write a type into a statement. */
    private static final Pattern ACTION_TYPE = Pattern.compile("[A-Za-z0-9_.]{1,100}");

    /** @throws IllegalArgumentException for a list or a type of another form */
    public EventMapping {
        var lists = new EnumMap<BusinessEvent, List<String>>(BusinessEvent.class);
        own.forEach((event, types) -> lists.put(event, List.copyOf(types)));
        lists.values().forEach(EventMapping::check);
        own = Collections.unmodifiableMap(lists);
    }

    /** Whether {@code text} has the form of an action type: letters, digits, dots and underscores. */
    public static boolean isActionType(String text) {
        return ACTION_TYPE.matcher(text).matches();
    }

    /** The action types of an event, the most trusted first. */
    public List<String> preference(BusinessEvent event) {
        return own.getOrDefault(event, event.preference());
    }

    /** Every action type that is worth keeping: those of the lists, and the usual ones, to which one may return. */
    public Set<String> actionTypes() {
        var types = new HashSet<String>();
        for (var event : BusinessEvent.values()) {
            types.addAll(event.preference());
            types.addAll(preference(event));
        }
        return Set.copyOf(types);
    }

    /** Whether what was kept under another mapping tells everything that this one wants to know. */
    public boolean isToldBy(EventMapping other) {
        return other.actionTypes().containsAll(actionTypes());
    }

    /** The lists in a text that is the same for the same mapping; empty for the usual one. */
    @Override
    public String toString() {
        return own.entrySet().stream()
                .map(list -> list.getKey().word() + "=" + String.join(",", list.getValue()))
                .collect(Collectors.joining(" "));
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static EventMapping parse(String text) {
        var own = new EnumMap<BusinessEvent, List<String>>(BusinessEvent.class);
        for (var list : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            var both = list.split("=", 2);
            var event = BusinessEvent.named(both[0])
                    .filter(_ -> both.length == 2)
                    .orElseThrow(() -> new IllegalArgumentException("No mapping: " + text));
            own.put(event, List.of(both[1].split(",", -1)));
        }
        return new EventMapping(own);
    }

    private static void check(List<String> types) {
        if (types.isEmpty() || types.size() > MOST_TYPES) {
            throw new IllegalArgumentException("A list has 1 to " + MOST_TYPES + " action types");
        }
        if (!types.stream().allMatch(EventMapping::isActionType)) {
            throw new IllegalArgumentException("An action type has letters, digits, dots and underscores, up to 100");
        }
        if (Set.copyOf(types).size() < types.size()) {
            throw new IllegalArgumentException("An action type is in a list once");
        }
    }
}
