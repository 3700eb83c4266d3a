package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Part;
import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.metric.Metric;
import dev.weekline.run.Cause;
import dev.weekline.run.Run;
import dev.weekline.run.Runs;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import reactor.core.publisher.Flux;

/** What is stored does not depend on how it was told, and any name comes back as it went in. */
class StoredRowsPropertiesTest {

    private static final int DAYS = 7;
    private static final int GROUPS = 3;
    private static final List<Metric> FIGURES =
            List.of(Metric.SPEND, Metric.IMPRESSIONS, Metric.CLICKS, Metric.LINK_CLICKS);
    private static final List<String> EVENTS = List.of("lead", "purchase", "omni_purchase");

    @SuppressWarnings("NullAway") // Made before the first property.
    private static TestService service;

    @BeforeContainer
    static void start() {
        service = TestService.start(TestService.account("belmonte"));
    }

    @AfterContainer
    static void stop() {
        service.close();
    }

    @Property(tries = 60)
    void howeverAWeekIsCutIntoPartsAndPagesItsRowsAreTheSame(@ForAll Random random) {
        var week = Week.invent(random);
        var run = run();
        for (var page : week.cut(random)) {
            store().append(run, Section.CAMPAIGNS, page.part(), page.rows()).block();
        }
        store().fold(run, Section.CAMPAIGNS).block();

        var stored = stored(run, Section.CAMPAIGNS);
        assertThat(stored.stream().collect(Collectors.toMap(StoredRow::key, row -> exact(row.counts()))))
                .isEqualTo(week.totals());
        assertThat(stored)
                .allSatisfy(row -> assertThat(row.dimensions())
                        .isEqualTo(Map.of("campaignId", row.key(), "campaignName", "Campaign " + row.key())));
    }

    @Property(tries = 200)
    void totalsFoldAsRowsDo(@ForAll Random random) {
        var week = Week.invent(random);
        var folded = new HashMap<String, PartedCounts>();
        for (var page : week.cut(random)) {
            page.rows()
                    .forEach(row -> folded.computeIfAbsent(row.key(), _ -> new PartedCounts())
                            .add(page.part(), row.counts()));
        }

        assertThat(folded.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                parts -> exact(parts.getValue().folded()))))
                .isEqualTo(week.totals());
    }

    @Property(tries = 60)
    void anyNameComesBackInJsonAndCsv(@ForAll("names") List<String> names) throws IOException {
        var run = run();
        var rows = IntStream.range(0, names.size())
                .mapToObj(number -> new RowOf()
                        .about("campaignId", String.valueOf(number))
                        .about("campaignName", names.get(number))
                        .about("objective", "END")
                        .told("%03d".formatted(number)))
                .toList();
        store().append(run, Section.CAMPAIGNS, Part.WHOLE, rows).block();

        var views = stored(run, Section.CAMPAIGNS).stream()
                .map(row -> RowView.of(row, Section.CAMPAIGNS, EventChoice.NONE, List.of()))
                .toList();
        var json = Json.text(text -> {
            text.writeStartArray();
            for (var view : views) {
                view.write(text, "EUR");
            }
            text.writeEndArray();
        });
        var table = new SectionCsv(Belmonte.ACCOUNT, Belmonte.WEEK, Section.CAMPAIGNS).lines(views);

        // Half of a surrogate pair has no place in UTF-8.
        var expected = names.stream()
                .map(name -> name.replaceAll("[\\ud800-\\udfff]", "\ufffd"))
                .toList();
        assertThat(new ObjectMapper()
                        .readTree(json.getBytes(StandardCharsets.UTF_8))
                        .findValuesAsText("campaignName"))
                .isEqualTo(expected);
        assertThat(secondCells(new String(table.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
                .isEqualTo(expected.stream()
                        .map(StoredRowsPropertiesTest::disarmed)
                        .toList());
    }

    /** Everything but NUL, which never gets past the border to Meta. */
    @Provide
    Arbitrary<List<String>> names() {
        var nasty = Arbitraries.of(
                "\"",
                "\\",
                "'",
                ",",
                "\n",
                "\r",
                "\t",
                "{",
                "}",
                "NULL",
                "\\u0000",
                "\u0001",
                "\u001f",
                "\u007f",
                "\u2028",
                "\ufeff",
                "\ud83c",
                "\udf42",
                "🍂",
                "👩‍👩‍👧",
                "Łódź",
                "=1+1",
                "$1",
                "%s",
                "\\x00",
                "null");
        var any = Arbitraries.strings().all().ofMaxLength(12);
        return Arbitraries.oneOf(nasty, any)
                .list()
                .ofMaxSize(6)
                .map(pieces -> String.join("", pieces).replace("\0", ""))
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static String disarmed(String name) {
        return !name.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(name.charAt(0)) >= 0 ? "'" + name : name;
    }

    /** Reads CSV as RFC 4180 has it. */
    private static List<String> secondCells(String table) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var column = 0;
        var quoted = false;
        for (var i = 0; i < table.length(); i++) {
            var c = table.charAt(i);
            if (quoted && c == '"' && i + 1 < table.length() && table.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"' && (quoted || cell.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                if (column == 1) {
                    cells.add(cell.toString());
                }
                column = c == ',' ? column + 1 : 0;
                cell.setLength(0);
            } else if (quoted || c != '\r') {
                cell.append(c);
            }
        }
        return cells;
    }

    private static ReportStore store() {
        return service.weekline.context().getBean(ReportStore.class);
    }

    private static Run run() {
        return Objects.requireNonNull(service.weekline
                .context()
                .getBean(Runs.class)
                .open(
                        Belmonte.ACCOUNT.id(),
                        Belmonte.WEEK,
                        Cause.MISSING,
                        Optional.empty(),
                        TestService.NOW,
                        Duration.ofHours(1))
                .block());
    }

    private static List<StoredRow> stored(Run run, Section section) {
        var rows = service.weekline.context().getBean(InsightRows.class);
        var source = new InsightRows.Source(Belmonte.KEY, run.id(), section);
        return Objects.requireNonNull(Flux.from(service.weekline
                        .context()
                        .getBean(R2dbcOperations.class)
                        .withConnection(connection -> rows.page(
                                connection,
                                source,
                                new RowSort(Optional.empty(), false),
                                EventChoice.NONE,
                                null,
                                1_000)))
                .singleOrEmpty()
                .block());
    }

    private static Counts exact(Counts counts) {
        return new Counts(exact(counts.given()), exact(counts.actions()), exact(counts.actionValues()));
    }

    private static <K> Map<K, BigDecimal> exact(Map<K, BigDecimal> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, value -> value.getValue().stripTrailingZeros()));
    }

    private record Told(Part part, List<InsightsRow> rows) {}

    /** Campaigns and what they had on each day. */
    private record Week(Map<String, List<Counts>> campaigns) {

        static Week invent(Random random) {
            var campaigns = new TreeMap<String, List<Counts>>();
            for (var number = random.nextInt(12); number >= 0; number--) {
                campaigns.put(
                        String.valueOf(number),
                        IntStream.range(0, DAYS).mapToObj(_ -> day(random)).toList());
            }
            return new Week(campaigns);
        }

        private static Counts day(Random random) {
            var given = new HashMap<Metric, BigDecimal>();
            var actions = new HashMap<String, BigDecimal>();
            var values = new HashMap<String, BigDecimal>();
            FIGURES.stream().filter(_ -> random.nextInt(3) > 0).forEach(figure -> given.put(figure, amount(random)));
            EVENTS.stream().filter(_ -> random.nextInt(3) == 0).forEach(type -> actions.put(type, amount(random)));
            EVENTS.stream().filter(_ -> random.nextInt(3) == 0).forEach(type -> values.put(type, amount(random)));
            return new Counts(given, actions, values);
        }

        private static BigDecimal amount(Random random) {
            return BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7));
        }

        Map<String, Counts> totals() {
            return campaigns.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            days -> exact(days.getValue().stream().reduce(Counts.NONE, Counts::plus))));
        }

        /** The week whole or by days, in one group of fields or several, in any order, with rows that come twice. */
        List<Told> cut(Random random) {
            var byDay = random.nextBoolean();
            var groups = 1 + random.nextInt(GROUPS);
            var home = new HashMap<Object, Integer>();
            FIGURES.forEach(figure -> home.put(figure, random.nextInt(groups)));
            home.put("actions", random.nextInt(groups));
            home.put("values", random.nextInt(groups));

            var rows = new ArrayList<Told>();
            campaigns.forEach((id, days) -> {
                for (var day = 0; day < (byDay ? DAYS : 1); day++) {
                    var counts = byDay ? days.get(day) : days.stream().reduce(Counts.NONE, Counts::plus);
                    for (var group = 0; group < groups; group++) {
                        var row = new Told(
                                part(byDay ? Optional.of(day) : Optional.empty(), group),
                                List.of(row(id, counts, home, group)));
                        rows.addAll(Collections.nCopies(random.nextInt(5) == 0 ? 2 : 1, row));
                    }
                }
            });
            Collections.shuffle(rows, random);
            return pages(rows, random);
        }

        private static Part part(Optional<Integer> day, int group) {
            return new Part(day.<LocalDate>map(number -> Belmonte.WEEK.monday().plusDays(number)), group);
        }

        private static InsightsRow row(String id, Counts counts, Map<Object, Integer> home, int group) {
            var given = counts.given().entrySet().stream()
                    .filter(figure -> home.getOrDefault(figure.getKey(), 0) == group)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            return new InsightsRow(
                    id,
                    group == 0 ? Map.of("campaignId", id, "campaignName", "Campaign " + id) : Map.of("campaignId", id),
                    new Counts(
                            given,
                            home.getOrDefault("actions", 0) == group ? counts.actions() : Map.of(),
                            home.getOrDefault("values", 0) == group ? counts.actionValues() : Map.of()));
        }

        /** Rows of one part that follow each other may come in one page. */
        private static List<Told> pages(List<Told> rows, Random random) {
            var pages = new ArrayList<Told>();
            for (var row : rows) {
                var last = pages.isEmpty() ? null : pages.getLast();
                if (last != null && last.part().equals(row.part()) && random.nextBoolean()) {
                    var joined = new ArrayList<>(last.rows());
                    joined.addAll(row.rows());
                    pages.set(pages.size() - 1, new Told(row.part(), joined));
                } else {
                    pages.add(row);
                }
            }
            return pages;
        }
    }
}
