package dev.weekline.meta;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The data sets of a week, in the order in which a report shows them. */
public enum Section {
    CAMPAIGNS,
    PLACEMENTS,
    DEMOGRAPHICS,
    RELEVANCE,
    DAILY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The name that the API uses. */
    public String word() {
        return word;
    }

    /** The section with that name in the API. */
    public static Optional<Section> named(String word) {
        return Arrays.stream(values())
                .filter(section -> section.word.equals(word))
                .findFirst();
    }

    /** What this section asks of Meta. */
    public Recipe recipe() {
        return Recipes.of(this);
    }
}
