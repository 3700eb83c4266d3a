package dev.weekline.clients;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weekline.client.ApiException;
import dev.weekline.client.api.ReportsApi.APIGetWeeklyReportRequest;
import dev.weekline.client.model.Operation;
import dev.weekline.client.model.OperationState;
import dev.weekline.client.model.SectionName;
import dev.weekline.client.model.SectionRow;
import dev.weekline.clients.ReportsClient.Answer;
import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxAccount;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java and the TypeScript client, each against the same running service. */
class ClientsTest {

    private static final SandboxAccount NORDIC = TestService.account("nordic-outdoor");
    private static final String SLUG = NORDIC.slug();
    private static final String WEEK = "2025-W39";
    private static final int PAGE = 60;

    private static TestService service;
    private static ReportsClient java;
    private static TypeScript typeScript;

    @BeforeAll
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    static void start() throws IOException {
        var compiled = TypeScript.compiled();
        service = TestService.start(NORDIC);
        java = new ReportsClient(service.address(), TestService.KEY);
        typeScript = compiled.against(service.address(), TestService.KEY);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void javaReadsAWeek() throws ApiException {
        var report = java.read(week(WEEK).build());

        var held = held(WEEK);
        assertThat(report.getTotals().getSpend())
                .isEqualByComparingTo(held.at("/totals/spend").decimalValue());
        assertThat(report.getMaturity().getValue())
                .isEqualTo(held.at("/maturity").asText());
        assertThat(report.getFetchedAt().toInstant())
                .isEqualTo(Instant.parse(held.at("/fetchedAt").asText()));
        assertThat(report.getSections().getDaily().getRows()).hasSize(7);
    }

    @Test
    void javaWaitsForAWeekThatIsPromised() throws ApiException {
        var async = week("2025-W38").prefer("respond-async").build();

        assertThat(java.ask(async)).isInstanceOf(Answer.Promised.class);
        var report = java.read(async);

        assertThat(report.getTotals().getSpend())
                .isEqualByComparingTo(held("2025-W38").at("/totals/spend").decimalValue());
    }

    @Test
    void javaReadsASectionToItsLastPage() throws ApiException {
        java.read(week(WEEK).build());

        assertThat(java.rows(WEEK, SLUG, SectionName.RELEVANCE, PAGE))
                .extracting(SectionRow::getAdId)
                .hasSizeGreaterThan(PAGE)
                .isEqualTo(ads());
    }

    @Test
    void javaIsToldWhatWasWrong() {
        var failure = catchThrowableOfType(
                ApiException.class,
                () -> java.api.getWeeklyReport(
                        week("2025-W53").xRequestId("tour-in-java").build()));

        var problem = ReportsClient.problem(failure);
        assertThat(problem.getType()).isEqualTo("/problems/invalid-week");
        assertThat(problem.getRetryable()).isFalse();
        assertThat(problem.getDetail()).contains("2025-W52");
        assertThat(problem.getRequestId()).isEqualTo("tour-in-java");
    }

    @Test
    void javaWatchesAnOperationToItsEnd() throws ApiException {
        java.read(week(WEEK).build());
        service.sandbox.hold();
        var refresh = java.api.refreshWeeklyReport(WEEK, SLUG, null);

        var seen = new ArrayList<Operation>();
        java.watch(refresh.getId().toString(), state -> {
            seen.add(state);
            service.sandbox.release();
        });

        assertThat(seen).extracting(Operation::getId).containsOnly(refresh.getId());
        assertThat(seen.getFirst().getState()).isIn(OperationState.QUEUED, OperationState.RUNNING);
        assertThat(seen.getLast().getState()).isEqualTo(OperationState.DONE);
        assertThat(seen.getLast().getPercent()).isEqualTo(100);
    }

    @Test
    void typeScriptDoesTheSame() throws IOException, ApiException {
        java.read(week(WEEK).build());

        var told = typeScript.run("tour", _ -> {}, SLUG, WEEK, "2025-W37");

        var held = held(WEEK);
        assertThat(figures(told.at("/report/totals"))).isNotEmpty().isEqualTo(figures(held.at("/totals")));
        assertThat(told.at("/report/fetchedAt")).isEqualTo(held.at("/fetchedAt"));
        assertThat(told.at("/report/sections/daily/rows")).hasSize(7);

        assertThat(told.at("/promised/promised/kind").asText()).isEqualTo("fetch");
        assertThat(figures(told.at("/kept/totals")))
                .isEqualTo(figures(held("2025-W37").at("/totals")));

        assertThat(texts(told.at("/ads"))).hasSizeGreaterThan(PAGE).isEqualTo(ads());

        assertThat(told.at("/problem/type").asText()).isEqualTo("/problems/invalid-week");
        assertThat(told.at("/problem/retryable").asBoolean(true)).isFalse();
        assertThat(told.at("/problem/detail").asText()).contains("2025-W52");
        assertThat(told.at("/problem/requestId").asText()).isEqualTo("tour-in-typescript");
    }

    @Test
    void typeScriptWatchesAnOperationToItsEnd() throws IOException, ApiException {
        java.read(week(WEEK).build());
        service.sandbox.hold();

        var told = typeScript.run("watch", _ -> service.sandbox.release(), SLUG, WEEK);

        assertThat(texts(told.at("/ids"))).containsOnly(told.at("/refresh/id").asText());
        assertThat(texts(told.at("/states")))
                .hasSizeGreaterThan(1)
                .containsOnlyOnce("done")
                .endsWith("done");
    }

    private static APIGetWeeklyReportRequest.Builder week(String week) {
        return APIGetWeeklyReportRequest.newBuilder().week(week).account(SLUG);
    }

    private static JsonNode held(String week) {
        return service.json("/reports/weekly/" + week + "?account=" + SLUG);
    }

    /** Of the section that has more than one page. */
    private static List<String> ads() {
        var page = service.json("/reports/weekly/%s/relevance?account=%s&limit=1000".formatted(WEEK, SLUG));
        return page.get("rows")
                .valueStream()
                .map(row -> row.get("adId").asText())
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /** As JavaScript has them: 3456 and 3456.00 are the same to it. */
    private static Map<String, Double> figures(JsonNode totals) {
        return totals.propertyStream()
                .collect(toMap(Map.Entry::getKey, figure -> figure.getValue().asDouble()));
    }
}
