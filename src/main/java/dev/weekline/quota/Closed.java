package dev.weekline.quota;

import java.time.Instant;

/**
 * A gate that keeps calls from being made.
 *
 * @param reason a sentence for people
 * @param opens the first moment at which a call may pass again
 */
public record Closed(Gate gate, String reason, Instant opens) {}
