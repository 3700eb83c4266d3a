/**
 * The audit of fetches: why Meta was asked, which calls it took, what they cost, how long they took and what came of
 * it. A run is written before the first call and closed in the transaction that stores its data.
 */
@NullMarked
package dev.weekline.run;

import org.jspecify.annotations.NullMarked;
