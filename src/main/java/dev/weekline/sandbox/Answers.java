package dev.weekline.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes the answer to what was asked. */
final class Answers {

    /** Meta refreshes its figures about every quarter of an hour. */
    private static final long REFRESH_SECONDS = 15 * 60;

    private static final int NOT_FOUND = 404;
    private static final int BAD_TOKEN = 190;

    private final URI base;
    private final GraphRules rules;
    private final Worlds worlds;
    private final ReportRuns runs;

    Answers(URI base, SandboxSettings settings) {
        this.base = base;
        this.rules = settings.rules();
        this.worlds = new Worlds(settings.accounts());
        this.runs = new ReportRuns(rules.runPace());
    }

    Worlds worlds() {
        return worlds;
    }

    /** From now on this account is like this. */
    void replace(SandboxAccount account) {
        worlds.replace(account);
    }

    /** The report runs asked for so far, and what becomes of the next. */
    ReportRuns runs() {
        return runs;
    }

    /** @param quirks what is odd about a page of insights; other answers have no oddities */
    Answer to(Asked asked, Instant now, String traceId, PageQuirks quirks) {
        return switch (asked) {
            case Asked.ForNode node -> told(node, json -> account(worlds.of(node.account()), node.fields(), now, json));
            case Asked.ForObject object -> told(object, json -> object(object.subject(), object.fields(), now, json));
            case Asked.ForObjects list -> objects(list, now, traceId);
            case Asked.ForInsights insights -> insights(insights, now, traceId, quirks);
            case Asked.StartsRun start -> started(start, now);
            case Asked.ForRun run -> run(run, now, traceId);
            case Asked.ForRunInsights run -> runInsights(run, now, traceId, quirks);
            case Asked.ForMe me -> told(me, json -> me(me, json));
            case Asked.ForAccounts list -> accounts(list, now, traceId);
            case Asked.ForToken token -> told(token, json -> TokenNode.write(token.token(), now, json));
            case Asked.Refused(var account, var error) -> refusal(error, account, traceId);
        };
    }

    /** What a caller hears of a fault of the sandbox itself. */
    Answer fault(String account, String traceId) {
        return refusal(GraphError.unknownFault(), account, traceId);
    }

    private Answer insights(Asked.ForInsights asked, Instant now, String traceId, PageQuirks quirks) {
        var asOf = asked.asked().asOf().orElseGet(() -> refreshed(now));
        return rows(asked, asked.query(), asked.asked(), asked.request(), asOf, traceId, quirks);
    }

    private Answer started(Asked.StartsRun asked, Instant now) {
        var run = asked.fate()
                .map(fate -> runs.start(asked.query(), now, fate))
                .orElseGet(() -> runs.start(asked.query(), now));
        return told(asked, json -> {
            json.writeStartObject();
            json.writeStringField("report_run_id", run.id());
            json.writeEndObject();
        });
    }

    private static Answer run(Asked.ForRun asked, Instant now, String traceId) {
        return asked.run().isFound()
                ? told(asked, json -> RunNode.write(asked.run(), asked.fields(), now, json))
                : refusal(GraphError.unsupported("get", asked.run().id()), asked.accountId(), traceId);
    }

    private Answer runInsights(Asked.ForRunInsights asked, Instant now, String traceId, PageQuirks quirks) {
        var run = asked.run();
        if (!run.at(now).equals(RunState.COMPLETED)) {
            return refusal(GraphError.runNotReady(), asked.accountId(), traceId);
        }
        if (run.hiccups()) {
            var fields =
                    run.query().columns().stream().map(Column::name).limit(2).toList();
            return refusal(GraphError.notInSummary(fields), asked.accountId(), traceId);
        }
        var asOf = refreshed(run.asked());
        return rows(asked, run.query(), asked.asked(), asked.request(), asOf, traceId, quirks);
    }

    private Answer rows(
            Asked.OfAccount asked,
            InsightsQuery query,
            PageAsked place,
            GraphRequest request,
            Instant asOf,
            String traceId,
            PageQuirks quirks) {
        var account = query.account();
        var insights = new Insights(worlds.of(account), rules.deviceAccounts().contains(account.id()));
        var page = quirks.read(insights.rows(query, asOf), place).with(quirks::keys);
        if (isPastTheEnd(page, place)) {
            return refusal(GraphError.badCursor(), account.id(), traceId);
        }
        GraphWriter.Document summary = json -> {
            if (query.summary().isPresent()) {
                json.writeFieldName("summary");
                GraphWriter.row(query.summary().get(), insights.summary(query, asOf), json);
            }
        };
        var links = PageLinks.of(base, request, place, page, asOf);
        return told(
                asked,
                page.rows().size(),
                json -> GraphWriter.page(
                        page, links, (row, out) -> GraphWriter.row(query.columns(), row, out), summary, json));
    }

    private Answer objects(Asked.ForObjects asked, Instant now, String traceId) {
        var today = now.atZone(asked.account().zone()).toLocalDate();
        var members = asked.list().members(worlds.of(asked.account()), today).toList();
        return list(
                asked,
                members,
                asked.asked(),
                asked.request(),
                now,
                traceId,
                (subject, json) -> ObjectNode.write(subject, asked.fields(), today, json));
    }

    private Answer accounts(Asked.ForAccounts asked, Instant now, String traceId) {
        return list(
                asked,
                worlds.of(asked.token().accounts()),
                asked.asked(),
                asked.request(),
                now,
                traceId,
                (world, json) -> account(world, asked.fields(), now, json));
    }

    private <T> Answer list(
            Asked asked,
            List<T> all,
            PageAsked place,
            GraphRequest request,
            Instant now,
            String traceId,
            GraphWriter.Item<T> item) {
        var page = Walk.along(all).page(place);
        if (isPastTheEnd(page, place)) {
            return refusal(GraphError.badCursor(), asked.accountId(), traceId);
        }
        var links = PageLinks.of(base, request, place, page, now);
        return told(asked, page.rows().size(), json -> GraphWriter.page(page, links, item, _ -> {}, json));
    }

    private static boolean isPastTheEnd(Page<?> page, PageAsked asked) {
        return page.rows().isEmpty() && page.last() && asked.after().isPresent();
    }

    private static void account(World world, List<String> fields, Instant now, JsonGenerator json) throws IOException {
        AccountNode.write(world, fields, now, json);
    }

    private static void object(Subject subject, List<String> fields, Instant now, JsonGenerator json)
            throws IOException {
        ObjectNode.write(subject, fields, now.atZone(subject.account().zone()).toLocalDate(), json);
    }

    private static void me(Asked.ForMe me, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (var field : me.fields()) {
            json.writeStringField(field, field.equals("id") ? me.token().userId() : "Weekline Sandbox");
        }
        json.writeEndObject();
    }

    private static Answer told(Asked asked, GraphWriter.Document document) {
        return told(asked, 0, document);
    }

    private static Answer told(Asked asked, int rows, GraphWriter.Document document) {
        return Answer.told(GraphWriter.bytes(document), asked.accountId(), rows);
    }

    private static Answer refusal(GraphError error, String account, String traceId) {
        if (error.status() == NOT_FOUND) {
            return Answer.refused(
                    error.status(), page(error), Map.of("content-type", "text/html; charset=utf-8"), account);
        }
        var body = GraphWriter.bytes(json -> GraphWriter.error(error, traceId, json));
        var headers = error.code() == BAD_TOKEN
                ? Map.of(
                        "www-authenticate", "OAuth \"Facebook Platform\" \"invalid_token\" \"" + error.message() + "\"")
                : Map.<String, String>of();
        return Answer.refused(error.status(), body, headers, account);
    }

    /** Where nothing is, Meta answers people rather than programs. */
    private static byte[] page(GraphError error) {
        return ("<!DOCTYPE html>\n<html lang=\"en\"><head><title>Sandbox</title></head><body><h2>" + error.message()
                        + "</h2></body></html>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Instant refreshed(Instant now) {
        return Instant.ofEpochSecond(now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), REFRESH_SECONDS));
    }
}
