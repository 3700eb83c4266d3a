/** Who is asking. Everything but health and the contract is behind a bearer key. */
@NullMarked
package dev.weekline.access;

import org.jspecify.annotations.NullMarked;
