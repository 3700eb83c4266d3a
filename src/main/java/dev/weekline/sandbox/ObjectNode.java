package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A campaign, an ad set or an ad as an object of the graph. */
final class ObjectNode {

    private static final DateTimeFormatter OFFSET_WITHOUT_COLON =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxx");

    private static final List<String> OF_ALL = List.of(
            "id",
            "name",
            "account_id",
            "campaign_id",
            "status",
            "effective_status",
            "configured_status",
            "created_time",
            "updated_time",
            "start_time");
    private static final List<String> OF_CAMPAIGNS = List.of("objective", "buying_type", "stop_time", "daily_budget");
    private static final List<String> OF_AD_SETS = List.of("optimization_goal", "billing_event", "end_time");
    private static final List<String> OF_ADS = List.of("adset_id");

    private ObjectNode() {}

    /** The fields asked for; the id alone where none are. */
    static List<String> fields(Parameters parameters, Level level) throws GraphException {
        return switch (level) {
            case CAMPAIGN -> fields(parameters, OF_CAMPAIGNS, KnownFields.CAMPAIGN, "AdCampaignGroup");
            case ADSET -> fields(parameters, OF_AD_SETS, KnownFields.AD_SET, "AdCampaign");
            case AD -> fields(parameters, OF_ADS, KnownFields.AD, "Adgroup");
            case ACCOUNT -> throw new IllegalStateException("An account is another kind of node");
        };
    }

    private static List<String> fields(Parameters parameters, List<String> special, Set<String> silent, String type)
            throws GraphException {
        var told = Stream.concat(OF_ALL.stream(), special.stream()).toList();
        return NodeFields.asked(parameters, told, silent, List.of("id"), type);
    }

    static void write(Subject subject, List<String> fields, LocalDate today, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var field : fields) {
            var value = value(subject, field, today);
            if (value.isPresent()) {
                json.writeStringField(field, value.get());
            }
        }
        json.writeEndObject();
    }

    private static Optional<String> value(Subject subject, String field, LocalDate today) {
        return switch (field) {
            case "id" -> Optional.of(subject.id());
            case "name" -> subject.nameAt(subject.level());
            case "account_id" -> Optional.of(subject.account().digits());
            case "campaign_id" -> subject.campaignId();
            case "adset_id" -> subject.adSetId();
            case "status", "configured_status" -> Optional.of(ObjectStatus.configured(subject, today));
            case "effective_status" -> Optional.of(ObjectStatus.effective(subject, today));
            case "created_time", "updated_time", "start_time" ->
                subject.campaign().map(it -> midnight(subject, it.start()));
            case "stop_time", "end_time" ->
                subject.campaign()
                        .filter(it -> !it.lane().rhythm().equals(Lane.Rhythm.WITHOUT_END))
                        .map(it -> midnight(subject, it.end().plusDays(1)));
            default -> ofCampaign(subject, field);
        };
    }

    private static Optional<String> ofCampaign(Subject subject, String field) {
        var campaign = subject.campaign();
        return switch (field) {
            case "objective" -> campaign.map(it -> it.lane().objective().graphName());
            case "optimization_goal" -> campaign.map(it -> it.lane().objective().goal());
            case "buying_type" -> Optional.of("AUCTION");
            case "billing_event" -> Optional.of("IMPRESSIONS");
            case "daily_budget" ->
                subject.level() == Level.CAMPAIGN
                        ? campaign.map(
                                it -> Long.toString(Coin.of(subject.account().currency())
                                        .minor(1.3 * it.lane().dollars())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static String midnight(Subject subject, LocalDate day) {
        return day.atStartOfDay(subject.account().zone()).format(OFFSET_WITHOUT_COLON);
    }
}
