/**
 * Who changed what. Every change that somebody makes leaves an entry, in the transaction of the change where it has
 * one; {@link dev.weekline.audit.ChangeLog} writes it, {@code GET /audit} tells it. Secrets are never part of one.
 */
@NullMarked
package dev.weekline.audit;

import org.jspecify.annotations.NullMarked;
