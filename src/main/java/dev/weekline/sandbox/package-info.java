/**
 * A simulated Graph API for trying Weekline without an account or a token. It is reached over HTTP only and knows no
 * other room.
 *
 * <p>A request is read by {@code Router} and {@code InsightsParser} into something {@code Asked}; {@code Answers} has
 * {@code Insights} make its rows and {@code GraphWriter} write them. What there is to tell comes from a {@code World}:
 * lanes of campaigns that follow one another, whose {@code Delivery} on a day is a function of account, campaign and
 * day. Impressions, clicks and money of a day are divided by weight among ads and audiences and never lose a unit;
 * conversions are single events that become known some time after their day. Nothing is stored, so nothing can differ
 * between two sandboxes that were asked in another order.
 */
@NullMarked
package dev.weekline.sandbox;

import org.jspecify.annotations.NullMarked;
