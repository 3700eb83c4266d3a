package dev.weekline.meta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.meta.GraphFailure.Malformed;
import dev.weekline.meta.GraphFailure.TooLarge;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.Outcome.Failed;
import dev.weekline.meta.Outcome.Got;
import dev.weekline.meta.ReportRun.Progress;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what Meta says of a report run. */
final class ReportRunReader {

    private static final Pattern ID = Pattern.compile("\\d{1,30}");

    private ReportRunReader() {}

    /** The id of a run that was just begun: a string, or a number as the documentation has it. */
    static Outcome<String> begun(Answered reply, Discretion discretion) {
        return read(
                reply,
                discretion,
                node -> GraphValues.text("report_run_id", node.path("report_run_id"))
                        .filter(id -> ID.matcher(id).matches())
                        .<Outcome<String>>map(id -> new Got<>(id, 0))
                        .orElseThrow(() -> GraphValues.unreadable("report_run_id")));
    }

    /** How far a run is. One that failed because it is too large is a failure of the question. */
    static Outcome<Progress> progress(Answered reply, Discretion discretion) {
        return read(reply, discretion, node -> {
            var progress = new Progress(
                    node.path("async_status").asText(),
                    node.path("async_percent_completion").asInt());
            return progress.isFailed() && whyItFailed(reply, node, discretion) instanceof TooLarge large
                    ? new Failed<>(large)
                    : new Got<>(progress, 0);
        });
    }

    /** Since v25 a failed run tells its error in members of its own. */
    private static GraphFailure whyItFailed(Answered reply, JsonNode node, Discretion discretion) {
        var error = GraphJson.MAPPER
                .createObjectNode()
                .put("code", node.path("error_code").asInt())
                .put("error_subcode", node.path("error_subcode").asInt())
                .put("message", node.path("error_message").asText());
        return GraphErrors.meaningOf(reply, error, discretion);
    }

    private static <T> Outcome<T> read(Answered reply, Discretion discretion, Function<JsonNode, Outcome<T>> reading) {
        try {
            var node = GraphJson.read(reply.body());
            return !node.isObject() || node.has("error")
                    ? new Failed<>(GraphErrors.meaningOf(reply, discretion))
                    : reading.apply(node);
        } catch (UnexpectedAnswerException e) {
            return new Failed<>(new Malformed(
                    discretion.show(String.valueOf(e.getMessage())), discretion.traceId(reply.traceHeader())));
        } catch (JsonProcessingException _) {
            return new Failed<>(GraphErrors.noJson(reply, discretion));
        }
    }
}
