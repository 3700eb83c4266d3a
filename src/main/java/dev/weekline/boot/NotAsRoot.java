package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. Where we are root, its programs are started so that they do not see it and still
 * reach their files.
 */
final class NotAsRoot {

    /** In a user namespace of its own, where root is nobody in particular. */
    static final List<String> IN_A_NAMESPACE = List.of("unshare", "--user");

    /** As {@code nobody}, with root's reach to files: for containers that allow no namespaces. */
    static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private NotAsRoot() {}

    /**
     * What to put before a command of PostgreSQL; nothing for an ordinary user.
     *
     * @throws CannotStartException where root has no way to be somebody else
     */
    static List<String> prefix() {
        if (!isRoot()) {
            return List.of();
        }
        for (var way : List.of(IN_A_NAMESPACE, AS_NOBODY)) {
            if (works(way)) {
                return way;
            }
        }
        throw new CannotStartException("PostgreSQL refuses to run as root, and this machine has no unshare or setpriv"
                + " to avoid it: start Weekline as an ordinary user, or set WEEKLINE_DATABASE_URL.");
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    /** A way that is installed may still be forbidden, so it is tried on a harmless command. */
    private static boolean works(List<String> way) {
        try {
            var command = Stream.concat(way.stream(), Stream.of("id", "-u")).toList();
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
