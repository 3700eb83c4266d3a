package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.account.Kpis;
import dev.weekline.meta.InsightsRow;
import dev.weekline.meta.Part;
import dev.weekline.meta.Section;
import dev.weekline.run.Run;
import dev.weekline.run.RunResult;
import dev.weekline.run.Runs;
import dev.weekline.trail.Trail;
import dev.weekline.week.Calm;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Retention;
import dev.weekline.work.Lease;
import dev.weekline.work.Leases;
import dev.weekline.work.Notice;
import dev.weekline.work.Notices;
import io.micronaut.data.r2dbc.operations.R2dbcOperations;
import io.r2dbc.spi.Connection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where reports are kept. A report changes in one transaction: readers see the old one or the new one. What the
 * database answers is taken with {@code singleOrEmpty}, which waits until the transaction is committed;
 * {@code Mono.from} would go on at the first element and cancel the rest.
 */
@Singleton
class ReportStore {

    /** Rows of each section that a report shows unless its reader wants another number. */
    static final int USUAL_ROWS = 50;

    private final R2dbcOperations database;
    private final ReportRows reports;
    private final InsightRows rows;
    private final RowChanges changes;
    private final InsightParts parts;
    private final RunPieces pieces;
    private final SectionRows sections;
    private final Runs runs;
    private final Leases leases;
    private final Notices notices;
    private final Orders orders;
    private final ReportSource source;
    private final ReconciliationSettings tolerance;
    private final Clock clock;

    ReportStore(
            R2dbcOperations database,
            ReportRows reports,
            InsightRows rows,
            RowChanges changes,
            InsightParts parts,
            RunPieces pieces,
            SectionRows sections,
            Runs runs,
            Leases leases,
            Notices notices,
            Orders orders,
            ReportSource source,
            ReconciliationSettings tolerance,
            Clock clock) {
        this.database = database;
        this.reports = reports;
        this.rows = rows;
        this.changes = changes;
        this.parts = parts;
        this.pieces = pieces;
        this.sections = sections;
        this.runs = runs;
        this.leases = leases;
        this.notices = notices;
        this.orders = orders;
        this.source = source;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    Mono<StoredReport> find(ReportKey key) {
        return Trail.from(database.withConnection(connection -> reports.find(connection, key)))
                .singleOrEmpty();
    }

    Mono<Current> current(ReportKey key) {
        return Trail.from(database.withConnection(connection -> reports.current(connection, key)))
                .singleOrEmpty();
    }

    /** A revision, if its rows have not been swept yet. */
    Mono<Revision> numbered(ReportKey key, int number) {
        return Trail.from(database.withConnection(connection -> reports.numbered(connection, key, number)))
                .singleOrEmpty();
    }

    /** The totals of the stored weeks of a span, in order, by one statement. */
    Flux<WeekTotals> span(AccountId account, IsoWeek from, IsoWeek to) {
        return Trail.from(database.withConnection(connection -> reports.span(connection, account, from, to)));
    }

    /** Adds a page of rows to what a run has brought so far. */
    Mono<Void> append(Run run, Section section, Part part, List<InsightsRow> page) {
        return page.isEmpty()
                ? Mono.empty()
                : Trail.from(database.withConnection(connection -> part.equals(Part.WHOLE)
                                ? rows.append(connection, run, section, page)
                                : parts.append(connection, run, section, part, page)))
                        .singleOrEmpty()
                        .then();
    }

    /** Makes rows of the parts that a run has brought of a section. */
    Mono<Void> fold(Run run, Section section) {
        return Whole.of(Trail.from(database.withTransaction(status -> parts.takeTime(status.getConnection())
                                .then(Mono.defer(() -> parts.fold(status.getConnection(), run, section)))))
                        .singleOrEmpty())
                .then();
    }

    /** Removes what a run has brought of a section so far. */
    Mono<Void> forget(Run run, Section section) {
        return Whole.of(Trail.from(database.withTransaction(status -> rows.remove(status.getConnection(), run, section)
                                .then(Mono.defer(() -> parts.remove(status.getConnection(), run, section)))))
                        .singleOrEmpty())
                .then();
    }

    /** Writes down that everything of a piece has arrived. */
    Mono<Void> arrived(Run run, Brought piece) {
        return Trail.from(database.withConnection(connection -> pieces.add(connection, run, piece)))
                .singleOrEmpty()
                .then();
    }

    /** Ends the runs of a week that are under way, but for one: their process has lost the right to go on. */
    Mono<Long> endOthers(ReportKey key, Run run) {
        return Trail.from(database.withConnection(
                        connection -> runs.endOthers(connection, key.account(), key.week(), run.id())))
                .singleOrEmpty();
    }

    /** Whether, and when, a report has changed. */
    Mono<Stamp> stamp(ReportKey key) {
        return Trail.from(database.withConnection(connection -> reports.stamp(connection, key)))
                .singleOrEmpty();
    }

    /** Ends a lease, and whatever was promised of its week: that is stored already. */
    Mono<Void> settle(Lease lease) {
        var key = new ReportKey(lease.account(), lease.week());
        return Whole.of(Trail.from(database.withTransaction(status -> orders.done(status.getConnection(), key)
                                .then(Mono.defer(() -> leases.done(status.getConnection(), lease)))))
                        .singleOrEmpty())
                .then();
    }

    /** Ends a lease of which nothing can come any more. */
    Mono<Void> drop(Lease lease) {
        return Whole.of(Trail.from(database.withTransaction(status -> leases.done(status.getConnection(), lease)))
                        .singleOrEmpty())
                .then();
    }

    /** What runs that came to nothing brought of a week since a moment. */
    Mono<Pieces> adoptable(ReportKey key, Instant since) {
        return Trail.from(database.withConnection(connection -> pieces.adoptable(connection, key, since)))
                .singleOrEmpty();
    }

    /** What a run has brought of a section, in short. */
    Mono<InsightRows.Summary> summary(ReportKey key, UUID run, Section section) {
        return Trail.from(database.withConnection(connection -> rows.summary(connection, key, List.of(run))))
                .singleOrEmpty()
                .map(found -> found.getOrDefault(new InsightRows.Piece(run, section), InsightRows.Summary.NOTHING));
    }

    /** The first rows of the given sections of a revision. */
    Mono<List<SectionView>> views(ReportKey key, Revision revision, List<Section> wanted, int limit) {
        return Trail.from(database.withConnection(connection -> views(connection, key, revision, wanted, limit)))
                .singleOrEmpty();
    }

    /** One page of the rows of a section. */
    Mono<SectionRows.Page> page(
            ReportKey key, Revision revision, SectionState state, RowSort sort, @Nullable RowPlace after, int limit) {
        return Trail.from(database.withConnection(connection -> sections.read(
                        connection, key, state, revision.number(), revision.events(), sort, after, limit)))
                .singleOrEmpty();
    }

    /**
     * Makes what a fetch brought the current state, and closes its run with it. Figures that are the same as before
     * leave the revision as it was.
     */
    Mono<StoredReport> keep(Taking taking) {
        return Whole.of(Trail.from(database.withTransaction(status -> keep(status.getConnection(), taking)))
                .singleOrEmpty());
    }

    private Mono<StoredReport> keep(Connection connection, Taking taking) {
        var begun = clock.instant();
        var key = taking.key();
        return reports.lock(connection, key.account())
                .then(Mono.defer(() -> rows.summary(connection, key, taking.runs())))
                .map(taking::revision)
                .flatMap(taken -> reports.current(connection, key)
                        .flatMap(now -> now.fingerprint().equals(taken.fingerprint())
                                ? confirm(connection, taking, now, begun)
                                : replace(connection, taking, now, taken, begun))
                        .switchIfEmpty(Mono.defer(
                                () -> put(connection, taking, taken.numbered(1), Calm.NONE, Optional.empty(), begun))));
    }

    /** The figures stand; only their age is new. */
    private Mono<StoredReport> confirm(Connection connection, Taking taking, Current current, Instant begun) {
        var now = clock.instant();
        return reports.touch(
                        connection,
                        taking.key(),
                        taking.fetchedBefore().orElse(now),
                        taking.totals().asOf(),
                        taking.standings(),
                        taking.calm(current, current.revision(), now),
                        taking.plan().mapping())
                .then(Mono.defer(() -> close(
                        connection,
                        taking,
                        new RunResult.Unchanged(
                                current.revision().number(), taking.lacks().size(), Duration.between(begun, now)))))
                .then(Mono.defer(() -> reports.find(connection, taking.key())));
    }

    private Mono<StoredReport> replace(
            Connection connection, Taking taking, Current current, Revision taken, Instant begun) {
        var before = current.revision();
        return reports.supersede(connection, taking.key(), before.number(), clock.instant())
                .then(Mono.defer(() -> changes.between(connection, taking.key(), before, taken)))
                .map(moved -> new RevisionChanges(before, taken, moved)
                        .json(taking.account().currency()))
                .flatMap(moved -> put(
                        connection,
                        taking,
                        taken.numbered(before.number() + 1),
                        taking.calm(current, taken, clock.instant()),
                        Optional.of(moved),
                        begun));
    }

    private Mono<StoredReport> put(
            Connection connection,
            Taking taking,
            Revision revision,
            Calm calm,
            Optional<String> changed,
            Instant begun) {
        var key = taking.key();
        return render(connection, taking, revision, calm)
                .flatMap(report -> reports.addRevision(connection, key, revision, report.fetchedAt(), changed)
                        .then(Mono.defer(() -> reports.put(connection, key, report)))
                        .then(Mono.defer(() -> renewNext(connection, taking, revision)))
                        .then(Mono.defer(() -> adopt(connection, taking)))
                        .then(Mono.defer(() -> close(
                                connection,
                                taking,
                                new RunResult.Stored(
                                        revision.number(),
                                        taking.lacks().size(),
                                        Duration.between(begun, clock.instant())))))
                        .thenReturn(report));
    }

    private Mono<StoredReport> render(Connection connection, Taking taking, Revision revision, Calm calm) {
        var key = taking.key();
        var account = taking.account();
        var now = clock.instant();
        var hidden = Retention.hidesUniques(key.week(), now, account.timeZone());
        return views(connection, key, revision, List.of(Section.values()), USUAL_ROWS)
                .zipWith(comparison(connection, key, revision, account.currency()))
                .map(both -> new StoredReport(
                        revision.number(),
                        source.word(),
                        taking.fetchedBefore().orElse(now),
                        taking.totals().asOf(),
                        ReportJson.totals(revision.totals(), account.currency()),
                        both.getT2(),
                        ReportJson.sections(both.getT1(), account.currency()),
                        ReportJson.absent(Absence.of(revision, hidden)),
                        taking.standings(),
                        "",
                        Optional.empty(),
                        calm,
                        taking.plan().mapping(),
                        ReportJson.actionTypes(revision.events()),
                        Kpis.NONE));
    }

    private Mono<List<SectionView>> views(
            Connection connection, ReportKey key, Revision revision, List<Section> wanted, int limit) {
        return Flux.fromIterable(revision.sections())
                .filter(state -> wanted.contains(state.section()))
                .concatMap(state -> sections.first(connection, key, state, revision.number(), revision.events(), limit))
                .map(view -> view.reconciled(revision.totals(), tolerance))
                .collectList();
    }

    private Mono<Optional<String>> comparison(
            Connection connection, ReportKey key, Revision revision, String currency) {
        var before = new ReportKey(key.account(), key.week().previous());
        return reports.current(connection, before)
                .map(earlier -> Optional.of(
                        ReportJson.comparison(before.week(), revision.changeSince(earlier.revision()), currency)))
                .defaultIfEmpty(Optional.empty());
    }

    /** The week after compares itself with this one. */
    private Mono<Void> renewNext(Connection connection, Taking taking, Revision revision) {
        var key = taking.key();
        var after = new ReportKey(key.account(), key.week().next());
        return reports.current(connection, after)
                .flatMap(later -> reports.compare(
                        connection,
                        after,
                        ReportJson.comparison(
                                key.week(),
                                later.revision().changeSince(revision),
                                taking.account().currency())))
                .then();
    }

    /** What earlier runs brought in vain belongs to this report now. */
    private Mono<Void> adopt(Connection connection, Taking taking) {
        return Flux.fromIterable(taking.adopted().entrySet())
                .concatMap(run -> pieces.adopt(connection, taking.key(), run.getKey(), run.getValue())
                        .then(Mono.defer(
                                () -> runs.swept(connection, taking.key().account(), run.getKey()))))
                .then(Mono.defer(() ->
                        pieces.remove(connection, taking.key(), taking.run().id())))
                .then();
    }

    /** The last of the transaction: who has lost the lease has stored nothing. */
    private Mono<Void> close(Connection connection, Taking taking, RunResult result) {
        var key = taking.key();
        return runs.close(connection, taking.run(), result, taking.log())
                .then(Mono.defer(() -> orders.done(connection, key)))
                .then(Mono.defer(() -> notices.publish(
                        connection,
                        Notice.of(Notice.STORED, key.account(), key.week())
                                .withDetail(taking.run().id().toString()))))
                .then(Mono.defer(() -> leases.done(connection, taking.lease())));
    }
}
