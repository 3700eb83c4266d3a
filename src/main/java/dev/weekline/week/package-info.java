/**
 * The calendar that reports live on: ISO weeks in the time zone of an account, how settled a week is, and how long what
 * was read of it stays fresh. Nothing here reads a clock; every moment is handed in.
 */
@NullMarked
package dev.weekline.week;

import org.jspecify.annotations.NullMarked;
