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
 */
@NullMarked
package dev.weekline.sandbox;

import org.jspecify.annotations.NullMarked;
