package dev.weekline.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import picocli.CommandLine.Parameters;

/** {@code report belmonte 2025-W39}: one week of one account. */
@picocli.CommandLine.Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = "One week of one account; it is fetched if need be")
final class ReportCommand extends Command {

    private static final int PROMISED = 202;
    private static final int MOST_CAMPAIGNS = 10;
    private static final int PERCENT = 100;

    @Parameters(index = "0", paramLabel = "<account>", description = "Its id or slug")
    private String account = "";

    @Parameters(index = "1", paramLabel = "<week>", description = "An ISO week, such as 2025-W39")
    private String week = "";

    @Override
    public Integer call() {
        var service = service();
        var path = "/reports/weekly/" + Service.encoded(week) + "?account=" + Service.encoded(account);
        var answer = service.get(path);
        if (answer.status() == PROMISED) {
            var operation = new Watch(service, bar())
                    .until("/operations/" + answer.body().path("id").asText());
            if (!operation.path("state").asText().equals("done")) {
                throw new TerminalException(operation.at("/problem/detail").asText("The week could not be fetched."));
            }
            answer = service.get(path);
        }
        var report = answer.body();
        return show(report, () -> print(report));
    }

    private void print(JsonNode report) {
        out().printf(
                        "%s  %s  %s to %s%n%s, revision %d, as of %s%n%n",
                        report.at("/account/name").asText(),
                        report.path("week").asText(),
                        report.path("weekStart").asText(),
                        report.path("weekEnd").asText(),
                        report.path("maturity").asText(),
                        report.path("revision").asInt(),
                        report.path("dataAsOf").asText());
        var totals = new Table(report.at("/account/currency").asText(), "this week", "change");
        report.path("totals")
                .properties()
                .forEach(figure -> totals.row(
                        figure.getKey(),
                        figure.getValue().asText(),
                        change(report.at("/comparison/change/" + figure.getKey() + "/relative"))));
        out().println(totals);
        var campaigns = new Table("campaign", "spend", "impressions");
        report.at("/sections/campaigns/rows")
                .valueStream()
                .limit(MOST_CAMPAIGNS)
                .forEach(row -> campaigns.row(
                        row.path("campaignName").asText(),
                        row.path("spend").asText(),
                        row.path("impressions").asText()));
        if (campaigns.size() > 0) {
            out().printf("%n%s%n", campaigns);
        }
        report.path("sections").properties().forEach(section -> warn(section.getKey(), section.getValue()));
    }

    private void warn(String name, JsonNode section) {
        if (!section.path("status").asText().equals("complete")) {
            out().printf(
                            "%n%s: %s (%s)%n",
                            name,
                            section.path("status").asText(),
                            section.path("reason").asText());
        }
    }

    private static String change(JsonNode ratio) {
        return ratio.isNumber()
                ? new BigDecimal(ratio.asText())
                                .multiply(BigDecimal.valueOf(PERCENT))
                                .setScale(1, RoundingMode.HALF_UP)
                        + " %"
                : "";
    }
}
