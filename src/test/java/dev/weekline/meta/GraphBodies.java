package dev.weekline.meta;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Bodies in the shapes in which Meta sends them. */
final class GraphBodies {

    private GraphBodies() {}

    /** The last page: it has a cursor all the same. */
    static String lastPage(String... rows) {
        return """
                {"data": [%s], "paging": {"cursors": {"before": "QVFIUbefore", "after": "QVFIUlast"}}}
                """.formatted(String.join(",", rows));
    }

    /** A page with another behind it, whose address holds the token, as Meta's does. */
    static String page(String after, String... rows) {
        return """
                {"data": [%s], "paging": {"cursors": {"before": "QVFIUbefore", "after": "%s"},
                 "next": "https://graph.facebook.com/v26.0/act_1/insights?access_token=%s&after=%s"}}
                """.formatted(String.join(",", rows), after, GraphRig.TOKEN.secret(), after);
    }

    /** A row of the week that is asked for, with these members besides its dates. */
    static String row(String... members) {
        return span("2025-09-22", "2025-09-28", members);
    }

    static String day(String date, String... members) {
        return span(date, date, members);
    }

    static String span(String start, String stop, String... members) {
        var dates = Stream.of("\"date_start\":\"" + start + "\"", "\"date_stop\":\"" + stop + "\"");
        return Stream.concat(Arrays.stream(members), dates).collect(Collectors.joining(",", "{", "}"));
    }

    static String campaign(String id) {
        return row("\"campaign_id\":\"" + id + "\"", "\"campaign_name\":\"Autumn\"", "\"spend\":\"310.5\"");
    }

    static String error(int code) {
        return error(code, 0, "(#" + code + ") What Meta says");
    }

    static String error(int code, int subcode, String message) {
        return """
                {"error": {"message": "%s", "type": "OAuthException", "code": %d, %s "fbtrace_id": "AxTrace_9"}}
                """.formatted(message, code, subcode == 0 ? "" : "\"error_subcode\": " + subcode + ",");
    }
}
