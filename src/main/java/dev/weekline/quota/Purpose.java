package dev.weekline.quota;

/**
 * Why Meta is asked.
 *
 * @param cause the word of the audit for it, {@code missing} for example
 */
public record Purpose(Work work, String cause) {}
