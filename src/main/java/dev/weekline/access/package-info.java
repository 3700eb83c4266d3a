/**
 * Who is asking, with which scopes, for which accounts. Keys are ours ({@link dev.weekline.access.Keys}); tokens of
 * somebody else's making (JWT, OIDC) are let in beside them where the configuration names whose. Micronaut Security
 * holds the door: a method of a controller says with {@code @Secured} what it needs, and one that says nothing is open
 * to nobody. Which accounts a caller may see is a {@link dev.weekline.account.Sight}, asked wherever an account is
 * looked up.
 */
@NullMarked
package dev.weekline.access;

import org.jspecify.annotations.NullMarked;
