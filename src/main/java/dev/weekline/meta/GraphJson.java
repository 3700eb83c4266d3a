package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** How Graph JSON is read: decimals exactly as they are written. */
final class GraphJson {

    /** Links to further pages hold the token, and buffers that are used again would keep it. */
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private GraphJson() {}

    /**
     * A whole document; missing where there is none.
     *
     * @throws JsonProcessingException for what is no JSON, or has a number that no decimal can hold
     */
    static JsonNode read(byte[] body) throws JsonProcessingException {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (NumberFormatException _) {
            throw new JsonParseException(null, "A number is beyond all bounds");
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
    }
}
