package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alerts name what a running service tells, and nothing else. */
class ObservabilityTest {

    private static final Path HOME = Path.of("src", "main", "observability");

    /** Prometheus adds it when it scrapes. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "job");

    private static final Set<String> WORDS = Set.of(
            "sum", "max", "min", "by", "rate", "increase", "histogram_quantile", "topk", "and", "or", "label_values");

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][\\w:]*)\\s*\\{([^}]*)}");
    private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.$])[a-zA-Z_:][\\w:]*");

    private static Scrape scrape = new Scrape("");

    @BeforeAll
    static void scrapeAServiceThatHasBeenUsed() {
        try (var service = TestService.start(MetricsTest.OFTEN, TestService.account("belmonte"))) {
            service.json("/reports/weekly/2025-W30?account=belmonte");
            service.json("/reports/weekly/2025-W30?account=belmonte");
            await().untilAsserted(() -> {
                scrape = new Scrape(service.get("/prometheus").body());
                assertThat(scrape.names()).contains("weekline_quota_units_total", "weekline_quota_usage_worst_percent");
            });
        }
    }

    @AfterAll
    static void forget() {
        scrape = new Scrape("");
    }

    @Test
    void everyPanelShowsWhatIsTold() throws IOException {
        var dashboard = new ObjectMapper()
                .readTree(HOME.resolve("grafana/weekline.json").toFile());

        var expressions = new ArrayList<String>();
        dashboard.get("panels").forEach(panel -> {
            assertThat(panel.get("targets")).as("%s", panel.get("title")).isNotEmpty();
            panel.get("targets")
                    .forEach(target -> expressions.add(target.get("expr").asText()));
        });
        dashboard.at("/templating/list").forEach(variable -> {
            if (variable.get("type").asText().equals("query")) {
                expressions.add(variable.get("query").asText());
            }
        });

        assertThat(expressions).hasSizeGreaterThan(25).allSatisfy(ObservabilityTest::namesWhatIsTold);
        assertThat(dashboard.findValuesAsText("id")).doesNotHaveDuplicates();
    }

    @Test
    void everyAlertWatchesWhatIsToldAndSaysWhatToDo() throws IOException {
        Object file = new Yaml().load(Files.readString(HOME.resolve("prometheus/weekline.rules.yml")));
        var rules = new ObjectMapper()
                .valueToTree(file).findValues("rules").stream()
                        .flatMap(ObservabilityTest::each)
                        .toList();

        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            namesWhatIsTold(rule.get("expr").asText());
            assertThat(rule.at("/annotations/runbook").asText())
                    .as(rule.get("alert").asText())
                    .hasSizeGreaterThan(40);
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("page", "warn", "info");
        });
        assertThat(rules.stream().map(rule -> rule.get("alert").asText())).doesNotHaveDuplicates();
    }

    @Test
    void aMetricOrLabelThatIsNotToldIsFound() {
        assertThat(unknown("sum by (route) (rate(weekline_http_requests_seconds_count{status=~\"5..\"}[5m])) > 0"))
                .isEmpty();
        assertThat(unknown("rate(weekline_nothing_total[5m])")).containsExactly("weekline_nothing_total");
        assertThat(unknown("weekline_weeks{colour=\"red\"}")).containsExactly("colour");
        assertThat(unknown("sum by (colour) (weekline_weeks)")).containsExactly("colour");
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static void namesWhatIsTold(String expression) {
        assertThat(unknown(expression)).as(expression).isEmpty();
    }

    /** Metrics and labels of an expression that the service does not tell. */
    private static Set<String> unknown(String expression) {
        var plain = RANGE.matcher(TEXT.matcher(expression).replaceAll("_text_")).replaceAll("");
        var metrics = new TreeSet<String>();
        NAME.matcher(GROUPING.matcher(plain).replaceAll("by ").replaceAll("\\{[^}]*}", ""))
                .results()
                .map(match -> match.group())
                .filter(name -> !WORDS.contains(name) && !OF_PROMETHEUS.contains(name))
                .forEach(metrics::add);
        var missing = new TreeSet<>(metrics);
        missing.removeAll(scrape.names());
        var told = new TreeSet<>(OF_PROMETHEUS);
        metrics.forEach(name -> told.addAll(scrape.labels(name)));
        if (missing.isEmpty()) {
            labels(plain).filter(label -> !told.contains(label)).forEach(missing::add);
        }
        return missing;
    }

    private static Stream<String> labels(String plain) {
        return Stream.concat(
                SELECTOR.matcher(plain)
                        .results()
                        .flatMap(selector -> Stream.of(selector.group(2).split(",")))
                        .map(condition -> condition.split("[=!~]")[0].strip()),
                GROUPING.matcher(plain)
                        .results()
                        .flatMap(group -> Stream.of(group.group(1).split(",")))
                        .map(String::strip));
    }
}
