/**
 * The page in a browser, and the contract as a page to try it on: files that are packaged with the service, sent to
 * everybody, and holding nothing that is secret. What they show comes from the public API alone, so this room knows
 * nothing of those behind it.
 */
@NullMarked
package dev.weekline.dashboard;

import org.jspecify.annotations.NullMarked;
