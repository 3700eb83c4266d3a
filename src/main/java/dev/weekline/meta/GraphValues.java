package dev.weekline.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Single values of an answer. What is missing or null is empty; what cannot be understood names its field. */
final class GraphValues {

    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,30}(?:\\.\\d{1,20})?");
    private static final Pattern HALF = Pattern.compile("\\p{Cs}");
    private static final String MARK = "\uFFFD";
    private static final int LONGEST_SCALE = 30;
    private static final int LONGEST_PRECISION = 50;

    private GraphValues() {}

    /**
     * A text, or a number as it is written; without NUL, which PostgreSQL has no way to keep, and with a mark for each
     * half of a character whose other half is missing.
     */
    static Optional<String> text(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw unreadable(field);
        }
        return Optional.of(HALF.matcher(value.asText().replace("\0", "")).replaceAll(MARK));
    }

    /** An exact number, whether it came as a string or as a number. */
    static Optional<BigDecimal> number(String field, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value.isTextual() && DECIMAL.matcher(value.textValue()).matches()) {
            return Optional.of(new BigDecimal(value.textValue()));
        }
        if (value.isNumber() && isReasonable(value.decimalValue())) {
            return Optional.of(value.decimalValue());
        }
        throw unreadable(field);
    }

    static UnexpectedAnswerException unreadable(String field) {
        return new UnexpectedAnswerException("Meta's value of " + field + " cannot be read");
    }

    private static boolean isReasonable(BigDecimal number) {
        return Math.abs(number.scale()) <= LONGEST_SCALE && number.precision() <= LONGEST_PRECISION;
    }
}
