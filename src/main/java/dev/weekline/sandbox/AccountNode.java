package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The account as an object of the graph. */
final class AccountNode {

    private static final int ACTIVE = 1;
    private static final OffsetDateTime CREATED = OffsetDateTime.of(2019, 2, 18, 9, 30, 0, 0, ZoneOffset.UTC);
    private static final DateTimeFormatter OFFSET_WITHOUT_COLON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx");

    private static final List<String> FIELDS = List.of(
            "id",
            "account_id",
            "name",
            "account_status",
            "currency",
            "timezone_name",
            "timezone_offset_hours_utc",
            "created_time",
            "age",
            "amount_spent",
            "balance",
            "disable_reason");

    private AccountNode() {}

    /** The fields asked for; the two ids where none are. The id itself is always told. */
    static List<String> fields(Parameters parameters) throws GraphException {
        return NodeFields.asked(parameters, FIELDS, KnownFields.ACCOUNT, List.of("account_id"), "AdAccount");
    }

    static void write(World world, List<String> fields, Instant now, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var field : fields) {
            if (field.equals("amount_spent")) {
                json.writeStringField(field, Long.toString(spent(world, now)));
            } else {
                write(world.account(), field, now, json);
            }
        }
        json.writeEndObject();
    }

    /** Everything that was ever spent, in minor units. */
    private static long spent(World world, Instant now) {
        var account = world.account();
        var delivery = new Delivery(world);
        var season = new Season(account.trade());
        var first = CREATED.atZoneSameInstant(account.zone()).toLocalDate();
        var today = now.atZone(account.zone()).toLocalDate();
        var sum = 0L;
        var campaigns = world.running(first, today);
        for (var date : new Slice(first, today).daysUpTo(today).toList()) {
            var day = AccountDay.of(account, season, date, now);
            for (var campaign : campaigns) {
                sum += delivery.spent(campaign, day);
            }
        }
        return sum;
    }

    private static void write(SandboxAccount account, String field, Instant now, JsonGenerator json)
            throws IOException {
        switch (field) {
            case "id" -> json.writeStringField(field, account.id());
            case "account_id" -> json.writeStringField(field, account.digits());
            case "name" -> json.writeStringField(field, account.name());
            case "account_status" -> json.writeNumberField(field, ACTIVE);
            case "currency" -> json.writeStringField(field, account.currency());
            case "timezone_name" -> json.writeStringField(field, account.zone().getId());
            case "timezone_offset_hours_utc" -> writeOffset(account, field, now, json);
            case "created_time" -> json.writeStringField(field, CREATED.format(OFFSET_WITHOUT_COLON));
            case "age" ->
                json.writeNumberField(
                        field, Duration.between(CREATED.toInstant(), now).toMinutes() / 1440.0);
            case "balance" -> json.writeStringField(field, "0");
            case "disable_reason" -> json.writeNumberField(field, 0);
            default -> {}
        }
    }

    /** Today's offset; a whole number unless the zone is not. */
    private static void writeOffset(SandboxAccount account, String field, Instant now, JsonGenerator json)
            throws IOException {
        var seconds = account.zone().getRules().getOffset(now).getTotalSeconds();
        if (seconds % 3600 == 0) {
            json.writeNumberField(field, seconds / 3600);
        } else {
            json.writeNumberField(field, seconds / 3600.0);
        }
    }
}
