package dev.weekline.meta;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which part of a question some rows belong to. A question that is too large for Meta is asked in parts: by days, whose
 * rows of one key add up, and by groups of fields, whose rows of one key and day complete each other.
 *
 * @param day the day that the rows are of; empty where they are of the whole week
 * @param group number of the group of fields, from 0
 */
public record Part(Optional<LocalDate> day, int group) {

    /** A question that was not divided. */
    public static final Part WHOLE = new Part(Optional.empty(), 0);
}
