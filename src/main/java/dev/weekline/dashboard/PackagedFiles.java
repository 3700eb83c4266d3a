package dev.weekline.dashboard;

import io.micronaut.context.annotation.Context;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All files under {@code dashboard} of what is packaged, read and compressed at the start and kept in memory. */
@Context
final class PackagedFiles {

    private static final String ROOT = "/dashboard/";
    private static final String KNOWN = ROOT + "index.html";

    private final Map<String, PackagedFile> files;

    PackagedFiles() throws IOException, URISyntaxException {
        var known = PackagedFiles.class.getResource(KNOWN);
        if (known == null) {
            throw new FileNotFoundException(KNOWN + " is not packaged");
        }
        files = read(known.toURI());
    }

    /** The file of that name, as {@code assets/app.js}. */
    Optional<PackagedFile> find(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** In a jar or beside the classes, as it is while developing. */
    private static Map<String, PackagedFile> read(URI known) throws IOException {
        if (!known.getScheme().equals("jar")) {
            return read(Path.of(known).resolveSibling(""));
        }
        try (var jar = FileSystems.newFileSystem(known, Map.of())) {
            return read(jar.getPath(ROOT));
        }
    }

    private static Map<String, PackagedFile> read(Path root) throws IOException {
        var found = new HashMap<String, PackagedFile>();
        try (var paths = Files.walk(root)) {
            for (var path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                var name = root.relativize(path).toString();
                found.put(name, PackagedFile.of(name, Files.readAllBytes(path)));
            }
        }
        return Map.copyOf(found);
    }
}
