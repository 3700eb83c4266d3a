/**
 * The one shape of every error of our API. Whatever goes wrong, foreseen or not, in our code or before it, is answered
 * as a {@link dev.weekline.problem.Problem} that carries the id of its request; what an exception says stays in the log
 * unless it is a {@link dev.weekline.problem.ProblemException}, whose words are meant for the caller.
 */
@NullMarked
package dev.weekline.problem;

import org.jspecify.annotations.NullMarked;
