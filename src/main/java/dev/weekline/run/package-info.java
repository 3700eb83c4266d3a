/**
 * The audit of fetches: why Meta was asked, which calls it took, what they cost, how long they took and what came of
 * it. A run is written before the first call and closed in the transaction that stores its data, with all its calls by
 * one statement. {@code GET /runs} tells them, and what they say together.
 */
@NullMarked
package dev.weekline.run;

import org.jspecify.annotations.NullMarked;
