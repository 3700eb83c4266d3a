package dev.weekline.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.weekline.audit.Entry;
import dev.weekline.audit.Wanted;
import java.net.URLEncoder;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Entries of the audit as the API lists them. */
final class EntriesJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EntriesJson() {}

    /** @param found one more than {@code limit} where the list goes on */
    static String of(List<Entry> found, Wanted wanted, int limit) {
        var list = JSON.createObjectNode();
        var items = list.putArray("items");
        found.stream().limit(limit).map(EntriesJson::item).forEach(items::add);
        if (found.size() > limit) {
            list.put("next", next(wanted, limit, found.get(limit - 1).id()));
        }
        return list.toString();
    }

    private static ObjectNode item(Entry entry) {
        var item = JSON.createObjectNode()
                .put("id", Long.toString(entry.id()))
                .put("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("who", entry.who())
                .put("what", entry.what());
        entry.account().ifPresent(account -> item.put("account", account));
        entry.before().ifPresent(before -> item.putRawValue("before", new RawValue(before)));
        entry.after().ifPresent(after -> item.putRawValue("after", new RawValue(after)));
        entry.requestId().ifPresent(id -> item.put("requestId", id));
        return item;
    }

    private static String next(Wanted wanted, int limit, long last) {
        var next = new StringBuilder("/audit?limit=" + limit + "&cursor=" + last);
        wanted.account().ifPresent(account -> next.append("&account=").append(account));
        wanted.who().ifPresent(who -> next.append("&who=").append(URLEncoder.encode(who, UTF_8)));
        wanted.from().ifPresent(from -> next.append("&from=").append(from));
        wanted.until().ifPresent(until -> next.append("&to=").append(until));
        return next.toString();
    }
}
