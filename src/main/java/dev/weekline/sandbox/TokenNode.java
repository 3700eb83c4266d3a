package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code debug_token} tells of a token. */
final class TokenNode {

    private static final Instant ISSUED = Instant.parse("2025-01-07T09:00:00Z");
    private static final Duration LIFE = Duration.ofDays(60);
    private static final Duration DATA_ACCESS = Duration.ofDays(90);

    private TokenNode() {}

    /** @param token empty where there is no such token */
    static void write(Optional<SandboxToken> token, Instant now, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("data");
        if (token.isPresent()) {
            writeKnown(token.get(), now, json);
        } else {
            writeError(GraphError.badToken(), json);
            json.writeBooleanField("is_valid", false);
            writeStrings("scopes", List.of(), json);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeKnown(SandboxToken token, Instant now, JsonGenerator json) throws IOException {
        var end = token.expiresAt();
        var dead = token.deadAt(now);
        json.writeStringField("app_id", Tokens.APP_ID);
        json.writeStringField("type", end.isPresent() ? "USER" : "SYSTEM_USER");
        json.writeStringField("application", "Weekline sandbox");
        if (dead.isPresent()) {
            writeError(dead.get(), json);
        }
        json.writeNumberField(
                "data_access_expires_at",
                end.map(it -> it.minus(LIFE).plus(DATA_ACCESS).getEpochSecond()).orElse(0L));
        json.writeNumberField("expires_at", end.map(Instant::getEpochSecond).orElse(0L));
        json.writeBooleanField("is_valid", dead.isEmpty());
        json.writeNumberField(
                "issued_at", end.map(it -> it.minus(LIFE)).orElse(ISSUED).getEpochSecond());
        writeScopes(token, json);
        json.writeStringField("user_id", token.userId());
    }

    private static void writeScopes(SandboxToken token, JsonGenerator json) throws IOException {
        writeStrings(
                "scopes", token.readsAds() ? List.of("ads_read", "public_profile") : List.of("public_profile"), json);
        json.writeArrayFieldStart("granular_scopes");
        if (token.readsAds()) {
            json.writeStartObject();
            json.writeStringField("scope", "ads_read");
            writeStrings(
                    "target_ids",
                    token.accounts().stream()
                            .map(id -> id.replaceFirst("^act_", ""))
                            .toList(),
                    json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeError(GraphError error, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeNumberField("code", error.code());
        json.writeStringField("message", error.message());
        if (error.subcode().isPresent()) {
            json.writeNumberField("subcode", error.subcode().get());
        }
        json.writeEndObject();
    }

    private static void writeStrings(String name, List<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
