package dev.weekline.boot;

import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.week.IsoWeek;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What somebody who has just started the service wants to know. */
final class Welcome {

    private Welcome() {}

    /**
     * The lines: where it is, the key, and a command for each account that can be tried.
     *
     * @param trial the account to try; none where there is no sandbox
     */
    static List<String> lines(URI address, AdminKey key, Stream<SandboxAccount> trial, Instant now) {
        var invitation =
                trial.limit(1).flatMap(account -> Stream.of("Ask for a week:", curl(address, key, account, now)));
        return Stream.concat(Stream.of("Weekline is ready at " + address, key.line()), invitation)
                .toList();
    }

    private static String curl(URI address, AdminKey key, SandboxAccount account, Instant now) {
        var finished = IsoWeek.running(now, account.zone()).previous();
        return "  curl -H " + quoted("Authorization: Bearer " + key.value()) + " "
                + quoted(address + "/reports/weekly/" + finished + "?account=" + account.slug());
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
