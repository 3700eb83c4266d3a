package dev.weekline.work;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one replica lets all replicas know, itself included, when its transaction commits. It is only a hint: who needs
 * to know reads the database, and looks there now and then even without one.
 *
 * @param kind what has happened, a word; an open set, so one that is not known is passed over
 * @param account the account that it is about, if it is about one
 * @param week the week that it is about, if it is about one
 * @param detail more, in a word such as a number or an id; may be empty
 */
public record Notice(String kind, Optional<AccountId> account, Optional<IsoWeek> week, String detail) {

    /** A new state of a report was stored. */
    public static final String STORED = "stored";

    /** The work on a week has failed for now. */
    public static final String FAILED = "failed";

    /** A week that somebody worked on is free again, with nothing done. */
    public static final String RELEASED = "released";

    /** Everything that was kept of an account was removed. */
    public static final String PURGED = "purged";

    /** What an account wants to reach, or how its events are read, has changed. */
    public static final String KPIS = "kpis";

    /** An operation has changed; the detail is its id. */
    public static final String OPERATION = "operation";

    private static final Pattern WORD = Pattern.compile("[\\x21-\\x7e]{1,200}");
    private static final String NOTHING = "-";

    public Notice {
        if (!WORD.matcher(kind).matches()
                || !detail.isEmpty() && !WORD.matcher(detail).matches()) {
            throw new IllegalArgumentException("The parts of a notice are short words");
        }
    }

    /** About one week. */
    public static Notice of(String kind, AccountId account, IsoWeek week) {
        return new Notice(kind, Optional.of(account), Optional.of(week), "");
    }

    /** The same with more said. */
    public Notice withDetail(String more) {
        return new Notice(kind, account, week, more);
    }

    /** Whether it is about that week of that account. */
    public boolean isAbout(AccountId other, IsoWeek otherWeek) {
        return account.filter(other::equals).isPresent()
                && week.filter(otherWeek::equals).isPresent();
    }

    /** Reads what {@link #toString} writes, also with less or more in it; empty for anything else. */
    static Optional<Notice> parse(String text) {
        var words = text.strip().split("\\s+", -1);
        try {
            return Optional.of(new Notice(
                    words[0],
                    word(words, 1).map(AccountId::new),
                    word(words, 2).map(IsoWeek::parse),
                    word(words, 3).orElse("")));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static Optional<String> word(String[] words, int place) {
        return place < words.length && !words[place].equals(NOTHING) ? Optional.of(words[place]) : Optional.empty();
    }

    /** {@code stored act_123 2025-W39 7}, with a dash for what is not there. */
    @Override
    public String toString() {
        return String.join(
                        " ",
                        kind,
                        account.map(AccountId::value).orElse(NOTHING),
                        week.map(IsoWeek::toString).orElse(NOTHING),
                        detail)
                .strip();
    }
}
