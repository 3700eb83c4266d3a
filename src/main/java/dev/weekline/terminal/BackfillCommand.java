package dev.weekline.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import picocli.CommandLine.Option;

/** {@code backfill}: fills weeks in and shows how far that is. */
@picocli.CommandLine.Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "Fills weeks in; Ctrl-C leaves it to the service, which goes on")
final class BackfillCommand extends Command {

    @Option(names = "--from", required = true, paramLabel = "<week>", description = "The first week")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "<week>", description = "The last week")
    private String to = "";

    @Option(names = "--account", paramLabel = "<account>", description = "Its id or slug; all without it")
    private List<String> accounts = List.of();

    @Option(names = "--section", paramLabel = "<section>", description = "Which section; all without it")
    private List<String> sections = List.of();

    @Option(names = "--dry-run", description = "Say what it would take, and begin nothing")
    private boolean dryRun;

    @Override
    public Integer call() {
        var service = service();
        var answer = service.post("/backfills", order()).body();
        if (dryRun) {
            return show(
                    answer,
                    () -> out().println(new Table("weeks", "calls", "units", "done by")
                            .row(
                                    answer.path("weeks").asText(),
                                    answer.path("calls").asText(),
                                    answer.path("units").asText(),
                                    answer.path("eta").asText())));
        }
        var over = new Watch(service, bar())
                .until("/operations/" + answer.path("id").asText());
        return show(over, () -> print(over));
    }

    private ObjectNode order() {
        var order = JsonNodeFactory.instance
                .objectNode()
                .put("from", from)
                .put("to", to)
                .put("dryRun", dryRun);
        if (!accounts.isEmpty()) {
            accounts.forEach(order.putArray("accounts")::add);
        }
        if (!sections.isEmpty()) {
            sections.forEach(order.putArray("sections")::add);
        }
        return order;
    }

    private void print(JsonNode over) {
        out().printf(
                        "%s: %d of %d weeks stored, %d failed%n",
                        over.path("state").asText(),
                        over.at("/result/stored").asInt(),
                        over.at("/result/weeks").asInt(),
                        over.at("/result/failed").asInt());
    }
}
