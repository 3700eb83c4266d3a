package dev.weekline.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** {@code coverage}: the state of every week, one sign each. */
@picocli.CommandLine.Command(
        name = "coverage",
        mixinStandardHelpOptions = true,
        description = "The state of every week of all accounts, or of one")
final class CoverageCommand extends Command {

    private static final Map<String, String> SIGNS = Map.of(
            "stored", "#",
            "stale", "~",
            "queued", ":",
            "running", ">",
            "failed", "!",
            "missing", ".",
            "beyond-retention", " ");

    @Option(names = "--account", paramLabel = "<account>", description = "Its id or slug")
    private Optional<String> account = Optional.empty();

    @Option(names = "--from", paramLabel = "<week>", description = "The first week")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "<week>", description = "The last week")
    private Optional<String> to = Optional.empty();

    @Override
    public Integer call() {
        var query = new ArrayList<String>();
        account.ifPresent(text -> query.add("account=" + Service.encoded(text)));
        from.ifPresent(text -> query.add("from=" + Service.encoded(text)));
        to.ifPresent(text -> query.add("to=" + Service.encoded(text)));
        var coverage = service().get("/coverage?" + String.join("&", query)).body();
        return show(coverage, () -> print(coverage));
    }

    private void print(JsonNode coverage) {
        var table = new Table("account", "first", "weeks", "last", "stored");
        coverage.path("items").forEach(item -> table.row(row(item)));
        out().println(table);
        out().println("# stored  ~ stale  > running  : queued  ! failed  . missing");
        if (coverage.has("next")) {
            out().println("There are more accounts: name one with --account.");
        }
    }

    private static String[] row(JsonNode item) {
        var weeks = item.path("weeks");
        var stored = weeks.valueStream().filter(week -> week.has("fetchedAt")).count();
        return new String[] {
            item.path("slug").asText(),
            weeks.path(0).path("week").asText(),
            weeks.valueStream()
                    .map(week -> SIGNS.getOrDefault(week.path("state").asText(), "?"))
                    .collect(Collectors.joining()),
            weeks.path(weeks.size() - 1).path("week").asText(),
            stored + " of " + weeks.size()
        };
    }
}
