package dev.weekline.terminal;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the service is, and with which key it is asked. A key is no option: others on the machine see those. */
final class Connection {

    private static final String KEY = "WEEKLINE_KEY";

    @Option(
            names = "--address",
            paramLabel = "<url>",
            defaultValue = "${env:WEEKLINE_ADDRESS:-http://127.0.0.1:8080}",
            description = "Where the service is: ${DEFAULT-VALUE}")
    private URI address = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--key-file",
            paramLabel = "<file>",
            description = "A file with the key; without it WEEKLINE_KEY, else the admin key in the data directory")
    private Optional<Path> keyFile = Optional.empty();

    @Option(names = "--json", description = "Print what the service answers, as it is")
    private boolean json;

    boolean isJson() {
        return json;
    }

    Service service() {
        return new Service(address, key(System.getenv()));
    }

    private String key(Map<String, String> environment) {
        var set = Optional.ofNullable(environment.get(KEY)).map(String::strip).filter(text -> !text.isEmpty());
        return keyFile.map(Connection::read).or(() -> set).orElseGet(() -> read(adminKey(environment)));
    }

    private static Path adminKey(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("WEEKLINE_DATA_DIR", ".weekline"), "admin-key");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new TerminalException(
                    "No key can be read from " + file + ": set " + KEY + ", or name a file with --key-file.");
        }
    }
}
