package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The file that the embedded PostgreSQL and its programs print to.
 *
 * @param file is made when there is something to print
 */
record PostgresLog(Path file) {

    private static final long LONGEST_BYTES = 4_000_000;
    private static final String NO_REASON = "pg_ctl: could not start server";
    private static final Pattern GAVE_UP =
            Pattern.compile(".*(?:\\b(?:FATAL|PANIC|error)|^(?:initdb|pg_ctl|postgres)): +(?<why>.*)");

    /** Begins anew, when it has grown long. */
    void shorten() throws IOException {
        if (Files.exists(file) && Files.size(file) > LONGEST_BYTES) {
            Files.delete(file);
        }
    }

    /** Why PostgreSQL gave up the last time, in its own words. */
    String lastWords() throws IOException {
        if (!Files.exists(file)) {
            return "it said nothing";
        }
        return new String(Files.readAllBytes(file), UTF_8)
                .lines()
                .filter(line -> !line.startsWith(NO_REASON))
                .map(GAVE_UP::matcher)
                .filter(line -> line.matches())
                .map(line -> line.group("why"))
                .reduce((_, last) -> last)
                .orElse("it gave no reason");
    }
}
