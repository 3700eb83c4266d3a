/**
 * The only room that speaks Graph API. Its language stops here: recipes go out, pages of rows and a small sealed set of
 * outcomes come back.
 */
@NullMarked
package dev.weekline.meta;

import org.jspecify.annotations.NullMarked;
