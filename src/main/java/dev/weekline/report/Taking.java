package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.MetaAnswer.Failure;
import dev.weekline.meta.Section;
import dev.weekline.metric.EventChoice;
import dev.weekline.run.Cause;
import dev.weekline.run.Run;
import dev.weekline.run.RunLog;
import dev.weekline.week.Calm;
import dev.weekline.week.Maturity;
import dev.weekline.work.Lease;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a fetch has brought when everything has arrived; the rows lie in the database already.
 *
 * @param lease the right to store it
 * @param plan what was asked; what was not stands as it is
 * @param lacks why sections could not be had
 */
record Taking(
        Account account,
        Lease lease,
        Run run,
        RunLog log,
        FetchPlan plan,
        Brought.Totals totals,
        Map<Section, Brought.Rows> rows,
        Map<Section, Lack> lacks) {

    static Taking of(
            Account account,
            Lease lease,
            Run run,
            RunLog log,
            FetchPlan plan,
            Pieces pieces,
            Lacking lacking,
            Instant now) {
        return new Taking(
                account,
                lease,
                run,
                log,
                plan,
                pieces.totals().orElseThrow(),
                pieces.rows(),
                lacks(plan, pieces, lacking, now));
    }

    private static Map<Section, Lack> lacks(FetchPlan plan, Pieces pieces, Lacking lacking, Instant now) {
        var lacks = new EnumMap<Section, Lack>(Section.class);
        if (plan.current().isEmpty()) {
            plan.unwanted().stream()
                    .filter(section -> !pieces.has(section))
                    .forEach(section -> lacks.put(section, Lack.notAsked(now)));
        }
        pieces.missed().forEach((section, why) -> lacks.put(section, lack(plan, section, why, lacking, now)));
        return Map.copyOf(lacks);
    }

    ReportKey key() {
        return new ReportKey(account.id(), run.week());
    }

    /** Every run whose rows the report will read. */
    List<UUID> runs() {
        return rows.values().stream().map(Brought.Rows::run).distinct().toList();
    }

    /** The runs that came to nothing and whose rows the report will read nevertheless. */
    Map<UUID, List<Section>> adopted() {
        return rows.values().stream()
                .filter(brought -> !brought.run().equals(run.id()))
                .collect(Collectors.groupingBy(
                        Brought.Rows::run, Collectors.mapping(Brought.Rows::section, Collectors.toList())));
    }

    /** The state that this makes, numbered as if it were the first. */
    Revision revision(Map<InsightRows.Piece, InsightRows.Summary> summaries) {
        return new Revision(
                1,
                totals.counts(),
                EventChoice.of(totals.counts(), plan.mapping()),
                totals.omissions(),
                Arrays.stream(Section.values())
                        .flatMap(section -> state(section, summaries).stream())
                        .toList());
    }

    /** Since when each section stands. */
    List<Standing> standings() {
        return Arrays.stream(Section.values()).map(this::standing).toList();
    }

    /** What only lacked sections came to does not make the totals any younger. */
    Optional<Instant> fetchedBefore() {
        return plan.kind() == FetchPlan.Kind.WHAT_LACKS ? plan.current().map(Current::fetchedAt) : Optional.empty();
    }

    /** How calm the week is now. What was forced may have come too soon to tell that nothing moves any more. */
    Calm calm(Current before, Revision taken, Instant now) {
        if (plan.kind() == FetchPlan.Kind.WHAT_LACKS) {
            return before.calm();
        }
        if (Maturity.of(run.week(), account.timeZone(), now) != Maturity.SETTLING) {
            return Calm.NONE;
        }
        var next = before.calm().after(taken.moveSince(before.revision()));
        return run.cause() == Cause.REFRESH && next.refreshes() > before.calm().refreshes() ? before.calm() : next;
    }

    private Standing standing(Section section) {
        var anew = rows.get(section);
        if (anew != null) {
            return new Standing(section, Optional.of(anew.asOf()), Optional.empty());
        }
        var before = plan.current().map(stored -> stored.standing(section));
        var lack = Optional.ofNullable(lacks.get(section));
        return new Standing(
                section, before.flatMap(Standing::asOf), lack.isPresent() ? lack : before.flatMap(Standing::lack));
    }

    private Optional<SectionState> state(Section section, Map<InsightRows.Piece, InsightRows.Summary> summaries) {
        var anew = rows.get(section);
        return anew == null
                ? plan.current().flatMap(stored -> stored.revision().find(section))
                : Optional.of(state(
                        anew,
                        summaries.getOrDefault(
                                new InsightRows.Piece(anew.run(), section), InsightRows.Summary.NOTHING)));
    }

    private static SectionState state(Brought.Rows anew, InsightRows.Summary summary) {
        return new SectionState(
                anew.section(),
                anew.section().recipe().label(),
                summary.rowCount(),
                anew.run(),
                summary.digest(),
                summary.hasReach(),
                anew.omissions(),
                summary.sums());
    }

    private static Lack lack(FetchPlan plan, Section section, Failure failure, Lacking lacking, Instant now) {
        var before = plan.current()
                .flatMap(stored -> stored.standing(section).lack())
                .map(Lack::attempts)
                .orElse(0);
        return lacking.of(failure, before, now);
    }
}
