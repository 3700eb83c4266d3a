package dev.weekline.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.temporal.ChronoUnit;

/** An operation as the API shows it. */
final class OperationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OperationJson() {}

    /** One line of JSON; what is not there is left out. */
    static String of(Operation operation) {
        var shown = JSON.createObjectNode()
                .put("id", operation.id().toString())
                .put("kind", operation.kind().word())
                .put("state", operation.state().word())
                .put("percent", operation.percent());
        operation.current().ifPresent(current -> shown.put("current", current));
        operation
                .eta()
                .ifPresent(eta ->
                        shown.put("eta", eta.truncatedTo(ChronoUnit.SECONDS).toString()));
        operation.result().ifPresent(result -> shown.putRawValue("result", new RawValue(result)));
        operation.problem().ifPresent(problem -> shown.putRawValue("problem", new RawValue(problem)));
        return shown.toString();
    }
}
