package dev.weekline.report;

import dev.weekline.account.Account;
import dev.weekline.meta.Omission;
import dev.weekline.meta.Section;
import dev.weekline.metric.EventChoice;
import dev.weekline.run.Run;
import dev.weekline.run.RunLog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a fetch has brought when everything has arrived; the rows lie in the database already.
 *
 * @param omissions what the rows of a section lack
 */
record Taking(Account account, Run run, RunLog log, Brought.Totals totals, Map<Section, List<Omission>> omissions) {

    ReportKey key() {
        return new ReportKey(account.id(), run.week());
    }

    /** The state that this makes, numbered as if it were the first. */
    Revision revision(Map<Section, InsightRows.Summary> summaries) {
        return new Revision(
                1,
                totals.counts(),
                EventChoice.of(totals.counts()),
                totals.omissions(),
                Arrays.stream(Section.values())
                        .map(section -> state(section, summaries.getOrDefault(section, InsightRows.Summary.NOTHING)))
                        .toList());
    }

    private SectionState state(Section section, InsightRows.Summary summary) {
        return new SectionState(
                section,
                section.recipe().label(),
                summary.rowCount(),
                run.id(),
                summary.digest(),
                summary.hasReach(),
                omissions.getOrDefault(section, List.of()));
    }
}
