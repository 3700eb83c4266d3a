package dev.weekline.account;

/** Everything that registering an account can come to, short of a fault. */
public sealed interface RegistrationAnswer {

    /** The account can be read from now on. */
    record Registered(Account account) implements RegistrationAnswer {}

    /** The id is registered already; nothing was changed. */
    record AlreadyRegistered(Account account) implements RegistrationAnswer {}

    /** Another account has that slug. */
    record SlugTaken(String slug) implements RegistrationAnswer {}

    /** Meta does not show this account to this token; {@code why} says what to do. */
    record Refused(String why, String fbtraceId) implements RegistrationAnswer {}

    /** Meta could not be asked now. */
    record Unavailable(String why, String fbtraceId) implements RegistrationAnswer {}
}
