/**
 * What belongs together among all that is told of what happens: the marks of a request, an account, a week and a run,
 * which go with the work and are on every line of the log that it causes, and the spans of a trace. Work carries its
 * trail in the context of its pipeline, so it costs nothing where nobody has put one there.
 */
@NullMarked
package dev.weekline.trail;

import org.jspecify.annotations.NullMarked;
