package dev.weekline.account;

import java.util.regex.Pattern;

/** The id of a Meta ad account as the Graph API writes it, {@code act_<digits>}. */
public record AccountId(String value) {

    private static final Pattern WRITTEN = Pattern.compile("act_\\d{1,20}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,20}");

    public AccountId {
        if (!WRITTEN.matcher(value).matches()) {
            throw new IllegalArgumentException("An account id is act_ and up to 20 digits");
        }
    }

    /** Whether {@code text} is an account id, with or without {@code act_}. */
    public static boolean isWritten(String text) {
        return WRITTEN.matcher(text).matches() || DIGITS.matcher(text).matches();
    }

    /**
     * Reads {@code act_123} or {@code 123}.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static AccountId parse(String text) {
        return new AccountId(DIGITS.matcher(text).matches() ? "act_" + text : text);
    }

    @Override
    public String toString() {
        return value;
    }
}
