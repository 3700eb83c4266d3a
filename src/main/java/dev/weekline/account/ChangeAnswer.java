package dev.weekline.account;

/** Everything that changing an account can come to, short of a fault. */
sealed interface ChangeAnswer {

    /** It is as was wanted. */
    record Changed(ListedAccount account) implements ChangeAnswer {}

    /** Nobody finds it any more. */
    record Gone() implements ChangeAnswer {}

    /** Another account has that slug; nothing was changed. */
    record SlugTaken(String slug) implements ChangeAnswer {}

    /** Meta does not show this account to the new token; nothing was changed. */
    record Refused(String why, String fbtraceId) implements ChangeAnswer {}

    /** Meta could not be asked about the new token; nothing was changed. */
    record Unavailable(String why, String fbtraceId) implements ChangeAnswer {}
}
