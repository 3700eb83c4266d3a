/**
 * What is measured: the figures of a report with their formulas, money, the one action type that stands for a business
 * event, and how two weeks compare. Exact decimals throughout; a figure that was not given is absent, never zero.
 */
@NullMarked
package dev.weekline.metric;

import org.jspecify.annotations.NullMarked;
