package dev.weekline.run;

import java.util.OptionalDouble;

/**
 * How much of what it allows Meta said was used, in percent; what it did not tell is empty.
 *
 * @param app of what the app may
 * @param account of what the ad account may
 * @param insights of what Insights does for the account
 */
public record Percents(OptionalDouble app, OptionalDouble account, OptionalDouble insights) {}
