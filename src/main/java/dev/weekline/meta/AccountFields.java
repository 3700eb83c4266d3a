package dev.weekline.meta;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.account.AccountId;
import dev.weekline.account.AccountNode.NodeAnswer.Known;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields of an ad account that are read here. */
final class AccountFields {

    /** More might be refused although the token is fine. */
    static final String ALL = "id,account_id,name,account_status,currency,timezone_name";

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private AccountFields() {}

    /** The account's own id, as Meta writes it; empty where there is none that we can read. */
    static Optional<AccountId> id(JsonNode account) {
        return text("id", account).filter(AccountId::isWritten).map(AccountId::parse);
    }

    static String name(AccountId id, JsonNode account) {
        return text("name", account).orElse(id.value());
    }

    /** @throws UnexpectedAnswerException where currency or zone cannot be read */
    static Known known(AccountId id, JsonNode account) {
        var currency = text("currency", account)
                .filter(code -> CURRENCY.matcher(code).matches())
                .orElseThrow(() -> GraphValues.unreadable("currency"));
        return new Known(name(id, account), currency, zone(account), AccountStatuses.of(account));
    }

    private static ZoneId zone(JsonNode account) {
        try {
            return ZoneId.of(text("timezone_name", account).orElse(""));
        } catch (DateTimeException _) {
            throw GraphValues.unreadable("timezone_name");
        }
    }

    private static Optional<String> text(String field, JsonNode account) {
        return GraphValues.text(field, account.path(field)).filter(text -> !text.isBlank());
    }
}
