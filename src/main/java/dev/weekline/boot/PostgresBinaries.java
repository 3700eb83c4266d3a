package dev.weekline.boot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, which travel packed in the jar and are unpacked once into the data directory. */
final class PostgresBinaries {

    /** The version of the packed programs; a database is kept by one major version. */
    static final String MAJOR_VERSION = "17";

    private PostgresBinaries() {}

    /** The directory with the programs under {@code home}; it takes a few seconds the first time. */
    static Path unpackedIn(Path home, Consumer<String> say) throws IOException {
        var packed = packed();
        var unpacked = home.resolve("postgresql-" + MAJOR_VERSION + "-" + Long.toHexString(sizeOf(packed)));
        if (Files.isDirectory(unpacked)) {
            return unpacked;
        }
        say.accept("Unpacking PostgreSQL " + MAJOR_VERSION + " into " + home + " (the first start only)");
        // Aside first: what stands under the final name is always whole.
        var draft = Files.createTempDirectory(home, "unpacking");
        try (var archive = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed.openStream())))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                unpack(entry, archive, draft);
            }
        }
        return Files.move(draft, unpacked, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path root) throws IOException {
        var target = root.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
    }

    private static URL packed() {
        var name = "/postgres-" + system() + "-" + processor() + ".txz";
        var packed = PostgresBinaries.class.getResource(name);
        if (packed == null) {
            throw new CannotStartException("No PostgreSQL is packed for this machine (" + system() + ", " + processor()
                    + "): set WEEKLINE_DATABASE_URL to a PostgreSQL of your own.");
        }
        return packed;
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        var processor = switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        // Its C library is another one.
        return Files.exists(Path.of("/etc/alpine-release")) ? processor + "-alpine_linux" : processor;
    }

    /** Tells one packing from the next without reading it. */
    private static long sizeOf(URL packed) throws IOException {
        URLConnection connection = packed.openConnection();
        try (var _ = connection.getInputStream()) {
            return connection.getContentLengthLong();
        }
    }
}
