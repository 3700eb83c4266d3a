package dev.weekline.meta;

import java.util.List;
import java.util.Optional;

/**
 * One page as Meta sent it.
 *
 * @param rows its rows, in our words
 * @param next the cursor of the page after it; empty on the last page
 */
record InsightsPage(List<InsightsRow> rows, Optional<String> next) {}
