/**
 * A view for people without a browser: commands that talk to a running service over HTTP and know nothing of its
 * inside.
 */
@NullMarked
package dev.weekline.terminal;

import org.jspecify.annotations.NullMarked;
