package dev.weekline.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostgreSQL's programs, unpacked once for all tests. */
final class Programs {

    private static final Path SHARED = Path.of("target", "test-programs").toAbsolutePath();

    private Programs() {}

    /** Lets a data directory find them unpacked already. */
    static void lendTo(Path dataDirectory) throws IOException {
        var unpacked = unpacked();
        Files.createDirectories(dataDirectory);
        Files.createSymbolicLink(dataDirectory.resolve(unpacked.getFileName()), unpacked);
    }

    /** Keeps whoever deletes the data directory from reaching them. */
    static void takeBackFrom(Path dataDirectory) throws IOException {
        Files.delete(dataDirectory.resolve(unpacked().getFileName()));
    }

    private static synchronized Path unpacked() throws IOException {
        Files.createDirectories(SHARED);
        return PostgresBinaries.unpackedIn(SHARED, System.out::println);
    }
}
