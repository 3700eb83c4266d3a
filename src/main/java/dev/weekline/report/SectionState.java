package dev.weekline.report;

import dev.weekline.meta.Omission;
import dev.weekline.meta.Section;
import java.util.List;
import java.util.UUID;

/**
 * What a revision knows of one section.
 *
 * @param run the run whose rows it reads
 * @param digest of all rows, whatever their order
 * @param hasReach whether any row tells how many people it reached
 * @param omissions what Meta was not asked, or refused, for every row
 * @param sums over all rows; none where the state was stored before they were taken
 */
record SectionState(
        Section section,
        String recipe,
        long rowCount,
        UUID run,
        String digest,
        boolean hasReach,
        List<Omission> omissions,
        Sums sums) {

    /** A section of whose rows no sums are known. */
    SectionState(
            Section section,
            String recipe,
            long rowCount,
            UUID run,
            String digest,
            boolean hasReach,
            List<Omission> omissions) {
        this(section, recipe, rowCount, run, digest, hasReach, omissions, Sums.NONE);
    }

    SectionState {
        omissions = List.copyOf(omissions);
    }

    /** Whether these are its rows. */
    boolean hasRows(InsightRows.Summary summary) {
        return rowCount == summary.rowCount() && digest.equals(summary.digest());
    }

    /** Whether its rows and those of another state are the same. */
    boolean hasRowsOf(SectionState other) {
        return rowCount == other.rowCount && digest.equals(other.digest);
    }

    /** Whether no row has this field or breakdown of Meta's, for a reason that the section itself tells. */
    boolean lacks(String field) {
        return omissions.stream().anyMatch(omission -> omission.field().equals(field));
    }
}
