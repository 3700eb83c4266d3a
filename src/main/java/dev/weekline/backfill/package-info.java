/**
 * Fills the weeks nobody has asked for yet, politely: what is missing, stale or partial is planned by one statement,
 * and done week by week from the background side of the quota, as long as nobody is in the way. Everybody may watch.
 */
@NullMarked
package dev.weekline.backfill;

import org.jspecify.annotations.NullMarked;
