package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** A report run as an object of the graph. */
final class RunNode {

    private static final int TOO_LARGE = 1504038;
    private static final int FOR_NO_REASON = 1504044;
    private static final List<String> FIELDS = List.of(
            "id",
            "account_id",
            "time_ref",
            "time_completed",
            "async_status",
            "async_percent_completion",
            "is_running",
            "date_start",
            "date_stop",
            "error_code",
            "error_message",
            "error_subcode",
            "error_user_title",
            "error_user_msg");

    private RunNode() {}

    /** The fields asked for, or all of them. */
    static List<String> fields(Parameters parameters) throws GraphException {
        return NodeFields.asked(parameters, FIELDS, KnownFields.RUN, FIELDS, "AdReportRun");
    }

    static void write(ReportRun run, List<String> fields, Instant now, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var field : fields) {
            write(run, run.at(now), field, json);
        }
        json.writeEndObject();
    }

    private static void write(ReportRun run, RunState state, String field, JsonGenerator json) throws IOException {
        switch (field) {
            case "id" -> json.writeStringField(field, run.id());
            case "account_id" ->
                json.writeStringField(field, run.query().account().digits());
            case "time_ref" -> json.writeNumberField(field, run.asked().getEpochSecond());
            case "time_completed" -> writeCompleted(run, state, field, json);
            case "async_status" -> json.writeStringField(field, state.status());
            case "async_percent_completion" -> json.writeNumberField(field, state.percent());
            case "is_running" -> json.writeBooleanField(field, !state.isOver());
            case "date_start" ->
                json.writeStringField(field, run.query().since().toString());
            case "date_stop" -> json.writeStringField(field, run.query().until().toString());
            default -> {
                if (state.equals(RunState.FAILED)) {
                    writeFailure(run, field, json);
                }
            }
        }
    }

    private static void writeCompleted(ReportRun run, RunState state, String field, JsonGenerator json)
            throws IOException {
        if (state.equals(RunState.COMPLETED)) {
            json.writeNumberField(field, run.completed().getEpochSecond());
        }
    }

    private static void writeFailure(ReportRun run, String field, JsonGenerator json) throws IOException {
        switch (field) {
            case "error_code" -> json.writeNumberField(field, 2);
            case "error_message" -> json.writeStringField(field, "There was an error running your report.");
            case "error_subcode" ->
                json.writeNumberField(field, run.fate() == RunFate.FAILS_TOO_LARGE ? TOO_LARGE : FOR_NO_REASON);
            case "error_user_title" -> json.writeStringField(field, "Report Unavailable");
            case "error_user_msg" ->
                json.writeStringField(field, "Your report could not be run due to a temporary issue.");
            default -> {}
        }
    }
}
