package dev.weekline.meta;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Takes the rows of one page one by one, in Meta's words, and makes the page of them. */
interface PageBuilder<P> {

    /** @throws UnexpectedAnswerException if the page is worth nothing with such a row */
    void add(JsonNode row);

    /** How many rows there were. */
    int rows();

    /** @param next the cursor of the page after it; empty on the last page */
    P page(Optional<String> next);
}
