/**
 * A simulated Graph API for trying Weekline without an account or a token. It is reached over HTTP only and knows no
 * other room.
 *
 * <p>A request is read by {@code Router}, with {@code Tokens} for who is asking and {@code InsightsParser} for what,
 * into something {@code Asked}; {@code Answers} has it made and {@code GraphWriter} writes it. Whatever has pages is a
 * {@code Walk}: {@code PageAsked} says which page, {@code PageLinks} where its neighbours are, and {@code PageQuirks}
 * what is odd about it. Rows of {@code Insights} and the objects they are about come from a {@code World}: lanes of
 * campaigns that follow one another, whose {@code Delivery} on a day is a function of account, campaign and day.
 * Impressions, clicks and money of a day are divided by weight among ads and audiences and never lose a unit;
 * conversions are single events that become known some time after their day. Nothing is stored but {@code ReportRuns},
 * which keep a question and when it was asked, so nothing can differ between two sandboxes that were asked in another
 * order.
 *
 * <p>It behaves as badly as one likes. Every call is first an {@code Asking}, which {@code Misbehaviour} holds against
 * the {@link dev.weekline.sandbox.FailureScript}s in force and turns into a {@code Verdict}; {@code GraphHandler}
 * carries it out. {@code UsageMeter} counts the hour and refuses what is beyond {@link dev.weekline.sandbox.Limits}.
 * All of that, and latency, clock and the size of accounts, is set on {@link dev.weekline.sandbox.Sandbox} while it
 * runs, or by orders to {@code ControlHandler} over HTTP, where that is switched on. {@link dev.weekline.sandbox.Main}
 * starts a sandbox alone.
 */
@NullMarked
package dev.weekline.sandbox;

import org.jspecify.annotations.NullMarked;
