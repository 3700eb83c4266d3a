package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The directory that one service on this machine keeps things in. It is for its owner's eyes only. */
final class DataDirectory {

    private static final FileAttribute<?> DIRECTORY_OF_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<?> FILE_OF_OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;

    DataDirectory(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean has(String name) {
        return Files.exists(path.resolve(name));
    }

    /**
     * Takes the directory for one service alone, until the answer is closed or the process ends, however it ends.
     *
     * @throws CannotStartException if another service has it
     */
    AutoCloseable takeAlone() {
        try {
            make();
            var real = path.toRealPath();
            // The system forgets a process's lock as soon as the process closes the file a second time.
            if (!TAKEN_HERE.add(real)) {
                throw inUse(Long.toString(ProcessHandle.current().pid()));
            }
            var channel = lock();
            return () -> {
                channel.close();
                TAKEN_HERE.remove(real);
            };
        } catch (IOException refused) {
            throw unusable(refused);
        }
    }

    private FileChannel lock() throws IOException {
        var channel = FileChannel.open(path.resolve("lock"), CREATE, READ, WRITE);
        if (channel.tryLock() == null) {
            var owner = ByteBuffer.allocate(20);
            channel.read(owner);
            channel.close();
            TAKEN_HERE.remove(path.toRealPath());
            throw inUse(UTF_8.decode(owner.flip()).toString());
        }
        channel.truncate(0);
        channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    private CannotStartException inUse(String process) {
        return new CannotStartException("The data directory " + path + " is in use by another Weekline (process "
                + process + "): stop it, or choose another directory with WEEKLINE_DATA_DIR.");
    }

    private void make() throws IOException {
        Files.createDirectories(path, DIRECTORY_OF_OWNER);
    }

    /** The secret kept under that name; the first to ask has it made. */
    String secret(String name, Supplier<String> generate) {
        var file = path.resolve(name);
        try {
            if (!Files.exists(file)) {
                make();
                keep(file, generate.get());
            }
            var kept = Files.readString(file).strip();
            if (kept.isEmpty()) {
                throw new CannotStartException("The file " + file + " is empty: delete it to have its key made anew.");
            }
            return kept;
        } catch (IOException refused) {
            throw unusable(refused);
        }
    }

    /** Appears whole or not at all, and never in the place of what another process has kept meanwhile. */
    private void keep(Path file, String secret) throws IOException {
        var draft = Files.createTempFile(path, "secret", null, FILE_OF_OWNER);
        try {
            Files.writeString(draft, secret + "\n", UTF_8);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // Theirs counts.
        } finally {
            Files.delete(draft);
        }
    }

    private CannotStartException unusable(IOException refused) {
        var why = switch (refused) {
            case NoSuchFileException _ -> "it cannot be made";
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _, NotDirectoryException _ -> "a file is in the way";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> Sentence.first(refused);
        };
        return new CannotStartException(
                "The data directory " + path + " cannot be used (" + why
                        + "): let this user write there, or choose another directory with WEEKLINE_DATA_DIR.",
                refused);
    }
}
