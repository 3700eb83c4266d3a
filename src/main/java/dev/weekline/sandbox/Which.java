package dev.weekline.sandbox;

import java.util.Optional;

/**
 * Which calls a script is about. What is left empty may be anything.
 *
 * @param account id of the account, {@code act_} and digits
 * @param page which page of a walk, from 1
 */
public record Which(
        Optional<Method> method, Optional<String> account, Optional<Section> section, Optional<Integer> page) {

    public Which {
        if (account.isPresent() && !account.get().matches("act_\\d+")) {
            throw new IllegalArgumentException("\"" + account.get() + "\" is not act_ and digits");
        }
        if (page.isPresent() && page.get() < 1) {
            throw new IllegalArgumentException("Pages are counted from 1");
        }
    }

    /** The methods that the Graph API reads and writes with. */
    public enum Method {
        GET,
        POST
    }

    /** Every call. */
    public static Which any() {
        return new Which(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every call for a section. */
    public static Which section(Section section) {
        return any().in(section);
    }

    /** Of these the ones for a section. */
    public Which in(Section wanted) {
        return new Which(method, account, Optional.of(wanted), page);
    }

    /** Of these the ones for an account. */
    public Which of(String wanted) {
        return new Which(method, Optional.of(wanted), section, page);
    }

    /** Of these the ones for a page, from 1. */
    public Which page(int wanted) {
        return new Which(method, account, section, Optional.of(wanted));
    }

    /** Of these the ones with a method. */
    public Which by(Method wanted) {
        return new Which(Optional.of(wanted), account, section, page);
    }

    boolean matches(Asking asking) {
        return method.stream().allMatch(it -> it.name().equalsIgnoreCase(asking.method()))
                && account.stream().allMatch(asking.account()::equals)
                && section.stream().allMatch(it -> it == asking.section())
                && page.stream().allMatch(it -> it == asking.page());
    }

    /** The words before "call" with a space behind each. */
    String before() {
        return method.map(it -> it + " ").orElse("")
                + section.map(it -> it + " ").orElse("")
                + page.map(it -> "page " + it + " ").orElse("");
    }

    /** The words after "call" with a space before each. */
    String after() {
        return account.map(it -> " of " + it).orElse("");
    }

    @Override
    public String toString() {
        return before() + "call" + after();
    }
}
