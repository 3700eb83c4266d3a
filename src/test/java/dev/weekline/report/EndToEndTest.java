package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.weekline.client.ApiClient;
import dev.weekline.client.ApiException;
import dev.weekline.client.JSON;
import dev.weekline.client.api.AccountsApi;
import dev.weekline.client.api.ReportsApi;
import dev.weekline.client.model.AccountRegistration;
import dev.weekline.client.model.Maturity;
import dev.weekline.client.model.Problem;
import dev.weekline.client.model.SectionName;
import dev.weekline.client.model.SectionRow;
import dev.weekline.client.model.SectionStatus;
import dev.weekline.client.model.Source;
import dev.weekline.sandbox.SandboxAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dashboard does, through the client that is generated from the contract. */
class EndToEndTest {

    private static final SandboxAccount NORDIC = TestService.account("nordic-outdoor");
    private TestService service;
    private ReportsApi reports;
    private AccountsApi accounts;

    @BeforeEach
    void start() {
        service = TestService.startUnregistered(NORDIC, TestService.account("hotel-lumen"));
        var client = new ApiClient();
        client.updateBaseUri(service.proxy.uri().toString());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + TestService.KEY));
        reports = new ReportsApi(client);
        accounts = new AccountsApi(client);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void fromRegisteringAnAccountToTheLastRowOfASection() throws ApiException {
        var account = accounts.registerAccount(
                new AccountRegistration().id(NORDIC.id()).accessToken(NORDIC.accessToken()), null);
        assertThat(account.getSlug()).isEqualTo("nordic-outdoor");

        reports.getWeeklyReport("2025-W38", null, null, null, null, null, null, null);
        var report = reports.getWeeklyReport("2025-W39", "nordic-outdoor", null, null, null, "wait=20", null, null);
        assertThat(report.getMaturity()).isEqualTo(Maturity.FINAL);
        assertThat(report.getSource()).isEqualTo(Source.META);
        assertThat(report.getTotals().getSpend()).isPositive();
        assertThat(report.getComparison().getWeek()).isEqualTo("2025-W38");
        assertThat(report.getComparison().getChange().getSpend().getAbsolute()).isNotNull();
        assertThat(report.getSections().getDaily().getStatus()).isEqualTo(SectionStatus.COMPLETE);
        assertThat(report.getSections().getDaily().getRows()).hasSize(7);

        var ads = allRows("2025-W39", SectionName.RELEVANCE);
        assertThat(ads)
                .hasSize(report.getSections().getRelevance().getRowCount().intValue());
        assertThat(ads.stream().map(SectionRow::getAdId)).doesNotHaveDuplicates();

        var trend = reports.listWeeklyTotals("nordic-outdoor", "2025-W30", "2025-W39", null);
        assertThat(trend.getWeeks()).hasSize(2);
        assertThat(trend.getWeeks().getLast().getTotals()).isEqualTo(report.getTotals());
    }

    @Test
    void aProblemIsTypedToo() {
        var failure = catchThrowableOfType(
                ApiException.class,
                () -> reports.getWeeklyReport("2025-W53", NORDIC.id(), null, null, null, null, null, "typed-problem"));

        assertThat(failure.getCode()).isEqualTo(400);
        var problem = problem(failure);
        assertThat(problem.getType()).isEqualTo("/problems/invalid-week");
        assertThat(problem.getNearestWeek()).isEqualTo("2025-W52");
        assertThat(problem.getRequestId()).isEqualTo("typed-problem");
    }

    @Test
    void aReportCanBeAskedForInPart() throws ApiException {
        accounts.registerAccount(new AccountRegistration().id(NORDIC.id()).accessToken(NORDIC.accessToken()), null);

        var report =
                reports.getWeeklyReport("2025-W39", null, Set.of(SectionName.CAMPAIGNS), 3, null, null, null, null);

        assertThat(report.getSections().getCampaigns().getRows()).hasSize(3);
        assertThat(report.getSections().getDaily()).isNull();
    }

    private List<SectionRow> allRows(String week, SectionName section) throws ApiException {
        var rows = new ArrayList<SectionRow>();
        String cursor = null;
        do {
            var page = reports.listSectionRows(week, section, NORDIC.id(), cursor, 60, null, null, null, null);
            rows.addAll(page.getRows());
            cursor = page.getNext() == null ? null : cursorOf(page.getNext());
        } while (cursor != null);
        return rows;
    }

    private static String cursorOf(String next) {
        return next.replaceAll(".*[?&]cursor=([^&]+).*", "$1");
    }

    private static Problem problem(ApiException failure) {
        try {
            return JSON.getDefault().getMapper().readValue(failure.getResponseBody(), Problem.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException fault) {
            throw new IllegalStateException(failure.getResponseBody(), fault);
        }
    }
}
