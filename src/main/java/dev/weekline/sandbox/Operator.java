package dev.weekline.sandbox;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a filter compares: texts, figures or both. The sandbox knows the usual ones of Meta's. */
enum Operator {
    EQUAL(true, true),
    NOT_EQUAL(true, true),
    IN(true, true),
    NOT_IN(true, true),
    CONTAIN(true, false),
    NOT_CONTAIN(true, false),
    STARTS_WITH(true, false),
    GREATER_THAN(false, true),
    GREATER_THAN_OR_EQUAL(false, true),
    LESS_THAN(false, true),
    LESS_THAN_OR_EQUAL(false, true);

    private final boolean fitsTexts;
    private final boolean fitsFigures;

    Operator(boolean fitsTexts, boolean fitsFigures) {
        this.fitsTexts = fitsTexts;
        this.fitsFigures = fitsFigures;
    }

    /** The operator that Meta calls so. */
    static Optional<Operator> named(String word) {
        return Arrays.stream(values()).filter(it -> it.name().equals(word)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    boolean fitsTexts() {
        return fitsTexts;
    }

    boolean fitsFigures() {
        return fitsFigures;
    }

    /** Whether a filter with this narrows the summary too. */
    boolean narrowsSummary() {
        return this != CONTAIN && this != STARTS_WITH;
    }

    boolean holds(String told, List<String> wanted) {
        return switch (this) {
            case EQUAL, IN -> wanted.contains(told);
            case NOT_EQUAL, NOT_IN -> !wanted.contains(told);
            case CONTAIN -> wanted.stream().anyMatch(told::contains);
            case NOT_CONTAIN -> wanted.stream().noneMatch(told::contains);
            case STARTS_WITH -> wanted.stream().anyMatch(told::startsWith);
            case GREATER_THAN, GREATER_THAN_OR_EQUAL, LESS_THAN, LESS_THAN_OR_EQUAL -> false;
        };
    }

    boolean holds(BigDecimal told, List<BigDecimal> wanted) {
        return switch (this) {
            case EQUAL, IN -> wanted.stream().anyMatch(it -> it.compareTo(told) == 0);
            case NOT_EQUAL, NOT_IN -> wanted.stream().noneMatch(it -> it.compareTo(told) == 0);
            case GREATER_THAN -> told.compareTo(wanted.getFirst()) > 0;
            case GREATER_THAN_OR_EQUAL -> told.compareTo(wanted.getFirst()) >= 0;
            case LESS_THAN -> told.compareTo(wanted.getFirst()) < 0;
            case LESS_THAN_OR_EQUAL -> told.compareTo(wanted.getFirst()) <= 0;
            case CONTAIN, NOT_CONTAIN, STARTS_WITH -> false;
        };
    }
}
