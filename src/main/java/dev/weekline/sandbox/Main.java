package dev.weekline.sandbox;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Starts a sandbox and nothing else. */
public final class Main {

    private static final int COULD_NOT_START = 1;
    private static final int BAD_ARGUMENTS = 2;

    private Main() {}

    /** Goes on until the program is stopped; says in one sentence why where it cannot begin. */
    public static void main(String[] words) {
        try {
            start(List.of(words), Clock.systemUTC(), System.out::println);
        } catch (IllegalArgumentException e) {
            stop(e, BAD_ARGUMENTS);
        } catch (UncheckedIOException e) {
            stop(e, COULD_NOT_START);
        }
    }

    private static void stop(Exception why, int status) {
        System.err.println(why.getMessage());
        System.exit(status);
    }

    static Sandbox start(List<String> words, Clock clock, Consumer<String> say) {
        var sandbox = Sandbox.start(Arguments.read(words), clock);
        say.accept("The sandbox answers like Meta's Graph API at " + sandbox.baseUrl());
        sandbox.accounts().forEach(account -> introduce(account, say));
        say.accept("Accounts, figures and tokens are made up. A question to begin with:");
        say.accept("  " + question(sandbox));
        say.accept(sandbox.controlUrl()
                .map(url -> "It takes orders at " + url + "; what there is to order: curl " + url)
                .orElse("It takes no orders; --control-port 8091 would have it take them there."));
        say.accept("Ctrl-C stops it.");
        return sandbox;
    }

    private static void introduce(SandboxAccount account, Consumer<String> say) {
        say.accept("  %s %s, %s, %s, %s, %d campaigns, %d ads"
                .formatted(
                        account.id(),
                        account.slug(),
                        account.name(),
                        account.currency(),
                        account.zone(),
                        account.size().campaigns(),
                        account.size().ads()));
        say.accept("    token " + account.accessToken());
    }

    private static String question(Sandbox sandbox) {
        var account = sandbox.accounts().getFirst();
        return "curl -H 'Authorization: Bearer %s' '%s/%s/%s/insights?level=campaign&fields=campaign_name,spend&date_preset=last_week_mon_sun'"
                .formatted(account.accessToken(), sandbox.baseUrl(), Version.NEWEST, account.id());
    }
}
