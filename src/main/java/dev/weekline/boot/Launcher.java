package dev.weekline.boot;

/**
 * The main class of the jar. It is compiled for an old Java, so that one that cannot run the rest says so in a sentence
 * rather than in a stack trace.
 */
public final class Launcher {

    private static final int NEEDED = 25;

    private Launcher() {}

    /**
     * Starts {@link Application}, or with arguments the command that they name, where this Java can run it; otherwise
     * says what is missing and ends with 1.
     */
    public static void main(String[] args) throws ReflectiveOperationException {
        String refusal = refusal(System.getProperty("java.specification.version"));
        if (!refusal.isEmpty()) {
            System.err.println(refusal);
            System.exit(1);
        }
        // By name, for the compiler of this class has not seen the other.
        Class.forName(args.length == 0 ? "dev.weekline.boot.Application" : "dev.weekline.terminal.Terminal")
                .getMethod("main", String[].class)
                .invoke(null, (Object) args);
    }

    /** Why a Java of that specification version ({@code 1.8}, {@code 17}) cannot run Weekline; empty if it can. */
    static String refusal(String version) {
        String feature = version.startsWith("1.") ? version.substring(2) : version;
        return Integer.parseInt(feature) >= NEEDED
                ? ""
                : "Weekline needs Java " + NEEDED + " and this is Java " + feature + ": run it with the java of a JDK "
                        + NEEDED + ", for example /path/to/jdk-" + NEEDED + "/bin/java -jar weekline.jar.";
    }
}
