package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.Account;
import dev.weekline.account.Accounts;
import dev.weekline.report.Spans.FilledWeek;
import dev.weekline.run.Cause;
import dev.weekline.sandbox.SandboxAccount;
import dev.weekline.week.IsoWeek;
import dev.weekline.work.Lease;
import dev.weekline.work.Leases;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads weeks of a service's accounts together, and looks at what was stored of them. */
final class SpanRig {

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final TestService service;

    SpanRig(TestService service) {
        this.service = service;
    }

    /** So many weeks, from one on. */
    static List<IsoWeek> weeks(String first, int number) {
        return Stream.iterate(IsoWeek.parse(first), IsoWeek::next).limit(number).toList();
    }

    Account account(SandboxAccount account) {
        return Objects.requireNonNull(bean(Accounts.class).find(account.id()).block(AT_MOST));
    }

    List<Lease> leases(SandboxAccount account, List<IsoWeek> weeks) {
        var now = bean(Clock.class).instant();
        var id = account(account).id();
        return weeks.stream()
                .map(week ->
                        bean(Leases.class).take(id, week, "backfill", now, true).block(AT_MOST))
                .map(Lease.class::cast)
                .toList();
    }

    /** Reads weeks together, and tells what became of each. */
    Map<IsoWeek, Filled> fill(SandboxAccount account, List<IsoWeek> weeks) {
        return filled(bean(Spans.class)
                .fill(account(account), leases(account, weeks))
                .collectList()
                .block(AT_MOST));
    }

    static Map<IsoWeek, Filled> filled(@Nullable List<FilledWeek> weeks) {
        return Objects.requireNonNull(weeks).stream()
                .collect(Collectors.toMap(week -> week.lease().week(), FilledWeek::filled));
    }

    /** Reads weeks together, all of which must be stored. */
    void store(SandboxAccount account, List<IsoWeek> weeks) {
        var filled = fill(account, weeks);
        assertThat(filled).hasSize(weeks.size());
        assertThat(filled.values()).allMatch(Filled.Stored.class::isInstance);
    }

    /** Reads a week alone, which must be stored. */
    void storeAlone(SandboxAccount account, IsoWeek week) {
        var errand =
                new Errand(account(account), week, Cause.BACKFILL, Optional.empty(), Optional.empty(), TestService.NOW);
        assertThat(bean(ClusterFetch.class).take(errand).block(AT_MOST)).isInstanceOf(Fetched.Taken.class);
    }

    /** As if nothing had ever been read. */
    void forget() {
        service.execute("""
                TRUNCATE weekly_report, report_revision, insight_row, insight_part, fetch_run, run_piece, week_work,
                    recipe_lesson, span_lesson, report_run
                """);
    }

    <T> T bean(Class<T> type) {
        return service.weekline.context().getBean(type);
    }

    /** Everything that is stored of an account's weeks, but for what tells runs apart. */
    List<String> everything(SandboxAccount account) {
        return Stream.of("""
                        SELECT 'report ' || (to_jsonb(r) - 'account_id')::text FROM weekly_report r
                        WHERE account_id = '%s' ORDER BY week_start
                        """, """
                        SELECT 'revision ' || (to_jsonb(r) - 'account_id' - 'run_ids' || jsonb_build_object('sections',
                            (SELECT jsonb_agg(s - 'runId' ORDER BY s->>'name') FROM jsonb_array_elements(sections) s),
                            'runs', cardinality(run_ids)))::text
                        FROM report_revision r WHERE account_id = '%s' ORDER BY week_start, revision
                        """, """
                        SELECT 'row ' || (to_jsonb(i) - 'account_id' - 'run_id')::text FROM insight_row i
                        WHERE account_id = '%s' ORDER BY week_start, section, row_key
                        """, """
                        SELECT 'run ' || week_start || ' ' || outcome || ' ' || row_count || ' ' || COALESCE(revision, 0)
                        FROM fetch_run WHERE account_id = '%s' ORDER BY week_start
                        """)
                .flatMap(sql -> service.query(sql.formatted(account.id())).stream())
                .toList();
    }
}
