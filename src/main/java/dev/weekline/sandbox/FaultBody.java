package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.sandbox.Failure.GraphFault;
import java.io.IOException;
import java.util.LinkedHashMap;

/** A {@link GraphFault} as it is sent: what it leaves open is filled in with what Meta usually says. */
final class FaultBody {

    private static final int BAD_TOKEN = 190;

    private FaultBody() {}

    static Answer answer(GraphFault fault, String account, String traceId) {
        var body = GraphWriter.bytes(json -> write(fault, traceId, json));
        var headers = new LinkedHashMap<String, String>();
        if (fault.code().filter(code -> code == BAD_TOKEN).isPresent()) {
            headers.put("www-authenticate", "OAuth \"Facebook Platform\" \"invalid_token\" \"" + usual(fault) + "\"");
        }
        headers.putAll(fault.headers());
        return Answer.refused(fault.status(), body, headers, account);
    }

    private static void write(GraphFault fault, String traceId, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("error");
        json.writeStringField("message", fault.message().orElseGet(() -> usual(fault)));
        if (fault.code().isPresent()) {
            codes(fault, KnownError.find(fault.code().get(), fault.subcode()), json);
            json.writeStringField("fbtrace_id", traceId);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void codes(GraphFault fault, KnownError known, JsonGenerator json) throws IOException {
        json.writeStringField("type", known.type());
        json.writeNumberField("code", known.code());
        if (fault.subcode().isPresent()) {
            json.writeNumberField("error_subcode", fault.subcode().get());
        }
        var isTransient = fault.isTransient().or(known::isTransient);
        if (isTransient.isPresent()) {
            json.writeBooleanField("is_transient", isTransient.get());
        }
        if (known.title().isPresent()) {
            json.writeStringField("error_user_title", known.title().get());
        }
    }

    private static String usual(GraphFault fault) {
        return fault.code()
                .map(code -> KnownError.find(code, fault.subcode()).message())
                .orElse("Call was not successful");
    }
}
