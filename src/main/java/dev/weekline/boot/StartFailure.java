package dev.weekline.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the sentence for a start that failed. */
final class StartFailure {

    private static final Pattern UNREADABLE = Pattern.compile("property value \\[(?<property>[^]]+)]");
    private static final Pattern LISTENED_ON = Pattern.compile(" on (?<host>\\S+):(?<port>\\d+)$");

    private StartFailure() {}

    static CannotStartException of(Throwable failure) {
        return Stream.of(known(failure), server(failure), setting(failure))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> unknown(failure));
    }

    private static Optional<CannotStartException> known(Throwable failure) {
        return cause(failure, CannotStartException.class);
    }

    private static Optional<CannotStartException> server(Throwable failure) {
        return cause(failure, ServerStartupException.class).map(refused -> {
            var why = why(Sentence.root(refused));
            var where = LISTENED_ON.matcher(Sentence.first(refused));
            var place = where.find() ? "port " + where.group("port") + " of " + where.group("host") : "its port";
            var sentence = why.contains("Address already in use")
                    ? "Something else uses " + place + ": stop it, or choose another port with MICRONAUT_SERVER_PORT."
                    : "Weekline cannot listen on " + place + " (" + why
                            + "): set MICRONAUT_SERVER_PORT to a port it may use, and MICRONAUT_SERVER_HOST to an address"
                            + " of this machine.";
            return new CannotStartException(sentence, failure);
        });
    }

    private static String why(Throwable refusal) {
        return refusal instanceof UnresolvedAddressException
                ? "the host is not known"
                : Sentence.first(refusal).replaceFirst(".*failed with error\\(-?\\d+\\): ", "");
    }

    private static Optional<CannotStartException> setting(Throwable failure) {
        return Sentence.causes(failure)
                .flatMap(cause ->
                        UNREADABLE.matcher(String.valueOf(cause.getMessage())).results())
                .findFirst()
                .map(found -> SettingName.variable(found.group("property")))
                .map(variable -> new CannotStartException(variable + " cannot be read: correct it.", failure));
    }

    /** The details go to a file of this user's: they help whoever repairs it, and only them. */
    private static CannotStartException unknown(Throwable failure) {
        var sentence = "Weekline cannot start (" + Sentence.first(Sentence.root(failure)) + ")";
        try {
            var details = Files.createTempFile("weekline-start-", ".txt");
            try (var writer = new PrintWriter(Files.newBufferedWriter(details, UTF_8))) {
                failure.printStackTrace(writer);
            }
            return new CannotStartException(sentence + ": report it with the details in " + details + ".", failure);
        } catch (IOException noFile) {
            return new CannotStartException(sentence + ": report it.", failure);
        }
    }

    private static <T extends Throwable> Optional<T> cause(Throwable failure, Class<T> type) {
        return Sentence.causes(failure).filter(type::isInstance).map(type::cast).findFirst();
    }
}
