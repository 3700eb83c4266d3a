/** The front door of the process: what is started, in which order, and what is said when it cannot be. */
@NullMarked
package dev.weekline.boot;

import org.jspecify.annotations.NullMarked;
