package dev.weekline.quota;

import java.util.Map;

/**
 * What Meta said in the usage headers of one answer, as it said it (rate-limiting page).
 *
 * @param headers header name in lower case to its JSON text; empty where Meta sent none
 */
public record Usage(Map<String, String> headers) {

    /** Meta said nothing. */
    public static final Usage SILENT = new Usage(Map.of());

    public Usage {
        headers = Map.copyOf(headers);
    }
}
