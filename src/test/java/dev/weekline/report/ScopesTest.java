package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a scope and a list of accounts change in answers that are not refused. */
@TestInstance(Lifecycle.PER_CLASS)
class ScopesTest {

    private static final String WEEK = "/reports/weekly/2025-W39?account=belmonte";

    private final TestService service =
            TestService.start(TestService.account("belmonte"), TestService.account("hotel-lumen"));

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void onlyWithTheScopeRefreshIsAStoredWeekFetchedAnewByNoCache() {
        var reader = service.key("read");
        assertThat(get(reader, WEEK).statusCode()).isEqualTo(200);
        var calls = service.sandbox.counters().total();

        var reloaded = get(reader, WEEK, "Cache-Control", "no-cache");

        assertThat(reloaded.statusCode()).isEqualTo(200);
        assertThat(reloaded.headers().firstValue("Cache-Status")).hasValue("Weekline; hit; detail=memory-fresh");
        assertThat(service.sandbox.counters().total()).isEqualTo(calls);
        assertThat(get(service.key("refresh"), WEEK, "Cache-Control", "no-cache")
                        .headers()
                        .firstValue("Cache-Status"))
                .hasValueSatisfying(status -> assertThat(status).contains("meta-forced"));
        assertThat(service.sandbox.counters().total()).isGreaterThan(calls);
    }

    @Test
    void aKeyThatSeesOneAccountNeedNotNameIt() {
        var one = service.key("read", "hotel-lumen");

        var report = TestService.json(get(one, "/reports/weekly/2025-W39"));

        assertThat(report.at("/account/slug").asText()).isEqualTo("hotel-lumen");
        assertThat(get(service.key("read"), "/reports/weekly/2025-W39").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theQuotaIsToldOfTheAccountsInSightAlone() {
        service.json(WEEK);
        service.json("/reports/weekly/2025-W39?account=hotel-lumen");
        var one = service.key("read", "hotel-lumen");

        var quota = TestService.json(get(one, "/quota"));

        var id = TestService.account("hotel-lumen").id();
        assertThat(quota.get("buckets").findValuesAsText("name")).containsExactly("app", id);
        assertThat(quota.get("usage").findValuesAsText("account")).containsOnly(id);
        assertThat(quota.at("/today/units").asLong())
                .isPositive()
                .isLessThan(service.json("/quota").at("/today/units").asLong());
        assertThat(quota.has("forecast")).isFalse();
        assertThat(service.json("/quota").has("forecast")).isTrue();
    }

    @Test
    void aCursorOfAnotherAccountIsNoneOfThisOne() {
        var next = service.json("/reports/weekly/2025-W39/campaigns?account=hotel-lumen&limit=1")
                .get("next")
                .asText();
        var cursor = next.substring(next.indexOf("cursor=") + "cursor=".length());
        var one = service.key("read", "belmonte");
        var path = "/reports/weekly/2025-W39/campaigns?account=belmonte&cursor=";

        var foreign = TestService.json(get(one, path + cursor, "X-Request-Id", "r-1"));

        assertThat(foreign).isEqualTo(TestService.json(get(one, path + "nonsense", "X-Request-Id", "r-1")));
        assertThat(foreign.get("status").asInt()).isEqualTo(400);
        assertThat(get(one, next).statusCode()).isEqualTo(404);
    }

    @Test
    void whoAskedForWhatIsWrittenDown() {
        var refresher = service.key("refresh");
        service.send(service.request(
                        "/reports/weekly/2025-W37/refresh?account=belmonte",
                        "Authorization",
                        "Bearer " + refresher,
                        "X-Request-Id",
                        "find-me")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());

        var entries = service.json("/audit?account=belmonte&limit=1");

        assertThat(entries.at("/items/0/what").asText()).isEqualTo("report.refresh");
        assertThat(entries.at("/items/0/after/week").asText()).isEqualTo("2025-W37");
        assertThat(entries.at("/items/0/requestId").asText()).isEqualTo("find-me");
        assertThat(entries.at("/items/0/who").asText()).startsWith("key:");
        var who = entries.at("/items/0/who").asText();
        assertThat(service.json("/audit?who=" + who).get("items")).hasSize(1);
        assertThat(service.json("/audit?from=2025-11-06T00:00:00Z").get("items"))
                .isEmpty();
        assertThat(service.get("/audit?account=nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void whoHasAWeekFetchedAnewByNoCacheIsWrittenDownToo() {
        service.json("/reports/weekly/2025-W36?account=belmonte");
        get(service.key("read"), "/reports/weekly/2025-W36?account=belmonte", "Cache-Control", "no-cache");
        get(service.key("refresh"), "/reports/weekly/2025-W36?account=belmonte", "Cache-Control", "no-cache");

        assertThat(service.query("SELECT what FROM audit_entry WHERE after ->> 'week' = '2025-W36'"))
                .containsExactly("report.refresh");
    }

    @Test
    void theAuditIsReadPageByPage() {
        for (var i = 0; i < 5; i++) {
            service.key("read");
        }
        var seen = new ArrayList<String>();

        for (var next = "/audit?limit=2"; !next.isEmpty(); ) {
            var page = service.json(next);
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            next = page.path("next").asText();
        }

        assertThat(seen)
                .isEqualTo(service.query("SELECT entry_id FROM audit_entry ORDER BY entry_id DESC"))
                .hasSizeGreaterThan(4);
    }

    /** Past the proxy, whose requests do not look like those of a dashboard. */
    private HttpResponse<String> get(String key, String path, String... headers) {
        var request = service.direct(path, "Authorization", "Bearer " + key).GET();
        return service.send((headers.length == 0 ? request : request.headers(headers)).build());
    }
}
