package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.GraphCalls.Reading;
import dev.weekline.meta.GraphFailure.Malformed;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one page of insights, row by row, so that no more than a row of it is ever held in Meta's shape. */
final class PageReader<P> implements Reading<P> {

    private final Supplier<? extends PageBuilder<P>> builders;

    PageReader(Supplier<? extends PageBuilder<P>> builders) {
        this.builders = builders;
    }

    @Override
    public Outcome<P> read(Answered reply, Discretion discretion) {
        try (var parser = GraphJson.MAPPER.createParser(reply.body())) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    ? page(parser, reply, discretion)
                    : new Failed<>(GraphErrors.noJson(reply, discretion));
        } catch (UnexpectedAnswerException e) {
            return malformed(e.getMessage(), reply, discretion);
        } catch (JsonProcessingException | NumberFormatException _) {
            return new Failed<>(GraphErrors.noJson(reply, discretion));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory does not fail", e);
        }
    }

    private Outcome<P> page(JsonParser parser, Answered reply, Discretion discretion) throws IOException {
        @Nullable PageBuilder<P> data = null;
        Optional<String> next = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "error" -> {
                    return new Failed<>(GraphErrors.meaningOf(reply, parser.<JsonNode>readValueAsTree(), discretion));
                }
                case "data" -> data = data(parser);
                case "paging" -> next = next(parser.readValueAsTree());
                default -> parser.skipChildren();
            }
        }
        return data == null
                ? malformed("Meta answered without data", reply, discretion)
                : new Got<>(data.page(next), data.rows());
    }

    private PageBuilder<P> data(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw GraphValues.unreadable("data");
        }
        var data = builders.get();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            data.add(parser.readValueAsTree());
        }
        return data;
    }

    /** {@code next} itself holds the token and is never followed; that it is there says that more follows. */
    private static Optional<String> next(JsonNode paging) {
        if (!paging.hasNonNull("next")) {
            return Optional.empty();
        }
        var after = paging.path("cursors").path("after").asText();
        if (after.isEmpty()) {
            throw new UnexpectedAnswerException("Meta says that more pages follow but not where");
        }
        return Optional.of(after);
    }

    private static <P> Outcome<P> malformed(@Nullable String why, Answered reply, Discretion discretion) {
        return new Failed<>(
                new Malformed(discretion.show(String.valueOf(why)), discretion.traceId(reply.traceHeader())));
    }
}
