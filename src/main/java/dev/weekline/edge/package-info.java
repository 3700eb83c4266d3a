/**
 * What every connection has to keep to, and what every answer carries, before anything of ours looks at a request: one
 * reading of where a request ends, deadlines for sending it, and the headers that tell browsers what they may do.
 */
@NullMarked
package dev.weekline.edge;

import org.jspecify.annotations.NullMarked;
