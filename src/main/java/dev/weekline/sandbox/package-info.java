/**
 * A simulated Graph API for trying Weekline without an account or a token. It is reached over HTTP only and knows no
 * other room.
 */
@NullMarked
package dev.weekline.sandbox;

import org.jspecify.annotations.NullMarked;
