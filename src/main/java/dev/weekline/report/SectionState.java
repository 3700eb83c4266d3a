package dev.weekline.report;

import dev.weekline.meta.Section;
import java.util.UUID;

/**
 * What a revision knows of one section.
 *
 * @param run the run whose rows it reads
 * @param digest of all rows, whatever their order
 */
record SectionState(Section section, String recipe, long rowCount, UUID run, String digest) {}
