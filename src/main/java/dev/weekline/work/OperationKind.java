package dev.weekline.work;

/**
 * What an operation does.
 *
 * @param word as the API shows it, such as {@code refresh}
 * @param family kinds that would do the same work twice share one; of a family at most one operation of a week is under
 *     way
 */
public record OperationKind(String word, String family) {}
