package dev.weekline.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code quota}: what may still be asked of Meta. */
@picocli.CommandLine.Command(
        name = "quota",
        mixinStandardHelpOptions = true,
        description = "What may still be asked of Meta, and which gates are closed")
final class QuotaCommand extends Command {

    @Override
    public Integer call() {
        var quota = service().get("/quota").body();
        return show(quota, () -> print(quota));
    }

    private void print(JsonNode quota) {
        var buckets = new Table("bucket", "left", "of", "units an hour", "full at");
        quota.path("buckets")
                .forEach(bucket -> buckets.row(
                        bucket.path("name").asText(),
                        bucket.path("left").asText(),
                        bucket.path("capacity").asText(),
                        bucket.path("unitsPerHour").asText(),
                        bucket.path("fullAt").asText()));
        out().println(buckets);
        out().printf(
                        "%n%s units and %s calls since %s%n",
                        quota.at("/today/units").asText(),
                        quota.at("/today/calls").asText(),
                        quota.at("/today/since").asText());
        var gates = new Table("gate", "opens", "why");
        quota.path("gates")
                .forEach(gate -> gates.row(
                        gate.path("gate").asText() + " " + gate.path("account").asText(),
                        gate.path("opensAt").asText(),
                        gate.path("reason").asText()));
        out().println(gates.size() == 0 ? "All gates are open" : gates.toString());
    }
}
