package dev.weekline.sandbox;

import dev.weekline.sandbox.SandboxAccount.Size;
import java.util.List;
import java.util.regex.Pattern;

/** Turns the words of a command line into settings. */
final class Arguments {

    private static final int USUAL_PORT = 8090;
    private static final int LAST_PORT = 65_535;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern ADS = Pattern.compile("([^=]+)=(\\d{1,9})/(\\d{1,9})");

    private Arguments() {}

    /** @throws IllegalArgumentException saying in one sentence what is wrong */
    static SandboxSettings read(List<String> words) {
        var settings = SandboxSettings.defaults().withPort(USUAL_PORT);
        for (var i = 0; i < words.size(); i += 2) {
            if (i + 1 == words.size() && words.get(i).startsWith("--")) {
                throw new IllegalArgumentException(words.get(i) + " needs a value behind it.");
            }
            settings = read(settings, words.get(i), i + 1 < words.size() ? words.get(i + 1) : "");
        }
        return settings;
    }

    private static SandboxSettings read(SandboxSettings settings, String name, String value) {
        return switch (name) {
            case "--port" -> settings.withPort(number(name, value, LAST_PORT));
            case "--control-port" -> settings.withControl(number(name, value, LAST_PORT));
            case "--hourly-calls" -> settings.withHourlyCalls(number(name, value, Integer.MAX_VALUE));
            case "--latency" -> settings.withLatency(latency(value));
            case "--ads" -> resized(settings, value);
            default ->
                throw new IllegalArgumentException("The sandbox does not know " + name
                        + "; it knows --port, --control-port, --latency, --hourly-calls and --ads.");
        };
    }

    private static int number(String name, String value, int most) {
        if (!NUMBER.matcher(value).matches() || Integer.parseInt(value) > most) {
            throw new IllegalArgumentException(name + " is a number from 0 to " + most + ", not \"" + value + "\".");
        }
        return Integer.parseInt(value);
    }

    private static Latency latency(String value) {
        var parts = value.split("\\.\\.", -1);
        try {
            return parts.length == 2
                    ? Latency.between(Amount.duration(parts[0]), Amount.duration(parts[1]))
                    : Latency.fixed(Amount.duration(value));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--latency is a duration like 200ms or a range like 40ms..120ms, not \"" + value + "\".", e);
        }
    }

    private static SandboxSettings resized(SandboxSettings settings, String value) {
        var parts = ADS.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "--ads is an account and its size like belmonte=1000/100000, not \"" + value + "\".");
        }
        if (settings.accounts().stream().noneMatch(account -> account.slug().equals(parts.group(1)))) {
            throw new IllegalArgumentException("The sandbox has no account " + parts.group(1) + "; it has "
                    + String.join(
                            ", ",
                            settings.accounts().stream()
                                    .map(SandboxAccount::slug)
                                    .toList()) + ".");
        }
        var size = size(Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
        return settings.withAccounts(settings.accounts().stream()
                .map(account -> account.slug().equals(parts.group(1)) ? account.withSize(size) : account)
                .toList());
    }

    private static Size size(int campaigns, int ads) {
        try {
            return new Size(campaigns, ads);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--ads does not work: " + e.getMessage() + ".", e);
        }
    }
}
