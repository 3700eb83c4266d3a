/**
 * The ad accounts that Weekline may read: who they are, how their clocks run, which currency they spend, and the token
 * that opens them, which is encrypted at rest and never leaves the process.
 */
@NullMarked
package dev.weekline.account;

import org.jspecify.annotations.NullMarked;
