/** The heart: one week of one account, read through memory, store and Meta, stored whole, and served ready-made. */
@NullMarked
package dev.weekline.report;

import org.jspecify.annotations.NullMarked;
