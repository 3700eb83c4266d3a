package dev.weekline;

import java.nio.file.Path;
import java.util.List;

/** Where services log that tests start as processes of their own: they would write over the log of the run. */
public final class ProcessLog {

    static final Path FILE = Path.of("target", "test-processes.log");

    /** What the JVM of such a process is started with. */
    public static final List<String> OPTIONS =
            List.of("-Dweekline.test.log=" + FILE, "-Dweekline.test.log.append=true");

    private ProcessLog() {}
}
