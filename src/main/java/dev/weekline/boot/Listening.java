package dev.weekline.boot;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/** Whether the service may listen where it is told to. */
final class Listening {

    private static final String HOST = "MICRONAUT_SERVER_HOST";
    private static final String ALLOWED = "WEEKLINE_ALLOW_GENERATED_KEY";

    private Listening() {}

    /**
     * A key that nobody has chosen lies in a file and in whatever showed the first start, so it opens this machine
     * alone unless somebody says that it may open more.
     *
     * @throws CannotStartException where it would
     */
    static void check(Map<String, String> environment, Settings settings) {
        var host = Settings.read(environment, HOST);
        if (settings.adminKey().isEmpty()
                && host.filter(name -> !isThisMachineAlone(name)).isPresent()
                && !isAllowed(environment)) {
            throw new CannotStartException(
                    HOST + " is \"" + host.get() + "\", which others can reach, and the admin key"
                            + " would be a generated one: set WEEKLINE_ADMIN_KEY to a key of your own, or " + ALLOWED
                            + " to true.");
        }
    }

    private static boolean isAllowed(Map<String, String> environment) {
        return switch (Settings.read(environment, ALLOWED).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new CannotStartException(ALLOWED + " cannot be read: set it to true or false.");
        };
    }

    /** A name that nobody knows is said when it is listened on. */
    private static boolean isThisMachineAlone(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
