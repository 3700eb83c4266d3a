package dev.weekline.backfill;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.meta.Section;
import dev.weekline.week.IsoWeek;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a backfill is asked to fill in.
 *
 * @param accounts the accounts that were named; empty for all
 * @param sections the sections that are wanted; all of them if none is named
 */
record BackfillOrder(Optional<List<AccountId>> accounts, IsoWeek from, IsoWeek to, Set<Section> sections) {

    BackfillOrder {
        accounts = accounts.map(ids -> ids.stream()
                .distinct()
                .sorted(Comparator.comparing(AccountId::value))
                .toList());
        sections = sections.isEmpty() ? EnumSet.allOf(Section.class) : EnumSet.copyOf(sections);
    }

    /** Their words, in order; empty for all. */
    Optional<List<String>> some() {
        return sections.size() == Section.values().length
                ? Optional.empty()
                : Optional.of(sections.stream().sorted().map(Section::word).toList());
    }

    /** Whether somebody with that sight may know of it: of all accounts, who sees all. */
    boolean isInSight(Sight sight) {
        return accounts.map(ids -> ids.stream().allMatch(sight::sees)).orElseGet(sight::seesAll);
    }

    /** The same text for every order that asks for the same. */
    String asked() {
        return from + " " + to + " "
                + accounts.map(ids -> ids.stream().map(AccountId::value).collect(Collectors.joining(" ")))
                        .orElse("all")
                + some().map(words -> " " + String.join(" ", words)).orElse("");
    }
}
