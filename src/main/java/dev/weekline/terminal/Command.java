package dev.weekline.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands have in common. */
abstract class Command implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli fills it in.
    private Connection connection;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in.
    private CommandSpec spec;

    final Service service() {
        return connection.service();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    final Bar bar() {
        var console = System.console();
        return new Bar(spec.commandLine().getErr(), console != null && console.isTerminal());
    }

    /** Shows an answer: as it came, or as {@code people} read it. */
    final int show(JsonNode answer, Runnable people) {
        if (connection.isJson()) {
            out().println(answer.toPrettyString());
        } else {
            people.run();
        }
        out().flush();
        return 0;
    }
}
