package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.meta.Section;
import dev.weekline.metric.Counts;
import dev.weekline.metric.EventChoice;
import dev.weekline.report.RowChanges.Moved;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What tells the rows of two revisions apart. */
class RowChangesTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.startUnregistered(TestService.account("belmonte"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aHundredThousandRowsAreComparedByTheirKeys() {
        // Of every hundred rows one comes, one goes, two change; decimals that end with zeros do not.
        fill(FIRST, Section.RELEVANCE, 0, 100_000, "k::numeric", "{}");
        fill(SECOND, Section.RELEVANCE, 1_000, 101_000, "CASE WHEN k % 50 = 0 THEN k + 0.01 ELSE k * 1.00 END", "{}");
        service.execute("ANALYZE insight_row");

        var moved =
                between(List.of(state(Section.RELEVANCE, FIRST, "1")), List.of(state(Section.RELEVANCE, SECOND, "2")));

        assertThat(moved).isEqualTo(Map.of(Section.RELEVANCE, new Moved(1_000, 1_000, 1_980)));
    }

    @Test
    void aRowWithAnotherNameOrAnotherActionHasChanged() {
        fill(FIRST, Section.CAMPAIGNS, 0, 10, "NULL::numeric", "{}");
        fill(SECOND, Section.CAMPAIGNS, 0, 10, "NULL::numeric", "{}");
        service.execute("""
                UPDATE insight_row SET dimensions = '{"campaignName": "other"}'
                WHERE section = 'campaigns' AND run_id = '%1$s' AND row_key = '3';
                UPDATE insight_row SET actions = '{"lead": 1}'
                WHERE section = 'campaigns' AND run_id = '%1$s' AND row_key = '4'""".formatted(SECOND));

        assertThat(between(
                        List.of(state(Section.CAMPAIGNS, FIRST, "1")), List.of(state(Section.CAMPAIGNS, SECOND, "2"))))
                .isEqualTo(Map.of(Section.CAMPAIGNS, new Moved(0, 0, 2)));
    }

    @Test
    void sectionsThatStandAreNotRead() {
        // No such rows are stored: whoever read them would count none.
        assertThat(between(
                        List.of(
                                state(Section.DAILY, FIRST, "1"),
                                state(Section.PLACEMENTS, FIRST, "1"),
                                state(Section.DEMOGRAPHICS, FIRST, "1")),
                        List.of(
                                state(Section.CAMPAIGNS, SECOND, "1"),
                                state(Section.PLACEMENTS, FIRST, "1"),
                                state(Section.DEMOGRAPHICS, SECOND, "1"))))
                .isEqualTo(Map.of(
                        Section.CAMPAIGNS,
                        new Moved(7, 0, 0),
                        Section.PLACEMENTS,
                        Moved.NOTHING,
                        Section.DEMOGRAPHICS,
                        Moved.NOTHING,
                        Section.DAILY,
                        new Moved(0, 7, 0)));
    }

    private static Map<Section, Moved> between(List<SectionState> before, List<SectionState> after) {
        var context = service.weekline.context();
        var changes = context.getBean(RowChanges.class);
        return Flux.from(context.getBean(R2dbcOperations.class)
                        .withConnection(connection ->
                                changes.between(connection, Belmonte.KEY, revision(1, before), revision(2, after))))
                .blockFirst();
    }

    private static Revision revision(int number, List<SectionState> sections) {
        return new Revision(number, Counts.NONE, EventChoice.NONE, List.of(), sections);
    }

    private static SectionState state(Section section, UUID run, String digest) {
        return new SectionState(section, section.recipe().label(), 7, run, digest, true, List.of());
    }

    private static void fill(UUID run, Section section, int from, int to, String spend, String actions) {
        service.execute("""
                INSERT INTO insight_row (account_id, week_start, run_id, section, row_key, dimensions, spend,
                    actions, action_values)
                SELECT '%s', '%s', '%s', '%s', k, '{}', %s, '%s', '{}' FROM generate_series(%d, %d - 1) k
                """.formatted(
                        Belmonte.KEY.account(), Belmonte.WEEK.monday(), run, section.word(), spend, actions, from, to));
    }
}
