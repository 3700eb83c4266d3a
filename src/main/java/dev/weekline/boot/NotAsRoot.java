package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root, and as a user without a name. Where we are one, its programs are started as
 * somebody else who still reaches our files.
 */
final class NotAsRoot {

    private static final List<String> AS_OURSELVES = List.of();

    /** In a user namespace of its own, where everybody is nobody in particular. */
    private static final List<String> IN_A_NAMESPACE = List.of("unshare", "--user");

    /** As {@code nobody} with root's reach to files, for containers that allow no namespaces. */
    static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            // Or access(2), by which PostgreSQL looks for its own programs, would not see that reach.
            "--securebits=+no_setuid_fixup");

    private NotAsRoot() {}

    /**
     * What to put before a command of PostgreSQL; nothing for an ordinary user.
     *
     * @throws CannotStartException where there is no way to be somebody that PostgreSQL accepts
     */
    static List<String> prefix() {
        return Stream.of(AS_OURSELVES, IN_A_NAMESPACE, AS_NOBODY)
                .filter(NotAsRoot::works)
                .findFirst()
                .orElseThrow(() -> new CannotStartException(
                        "PostgreSQL refuses to run as root or as a user without a name, and this machine has no unshare"
                                + " or setpriv to avoid it: start Weekline as an ordinary user, or set"
                                + " WEEKLINE_DATABASE_URL."));
    }

    /** A way that is installed may still be forbidden, so it is tried: who is it that would run PostgreSQL? */
    static boolean works(List<String> way) {
        var command = Stream.concat(way.stream(), Stream.of("sh", "-c", "id -un >/dev/null && id -u"))
                .toList();
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var uid = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
            return process.waitFor() == 0 && !uid.equals("0");
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
