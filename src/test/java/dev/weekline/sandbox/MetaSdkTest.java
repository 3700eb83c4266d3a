package dev.weekline.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.facebook.ads.sdk.APIContext;
import com.facebook.ads.sdk.APIException;
import com.facebook.ads.sdk.APIException.FailedRequestException;
import com.facebook.ads.sdk.APINode;
import com.facebook.ads.sdk.APINodeList;
import com.facebook.ads.sdk.APIRequest;
import com.facebook.ads.sdk.APIRequest.IRequestExecutor;
import com.facebook.ads.sdk.APIRequest.ResponseWrapper;
import com.facebook.ads.sdk.AdAccount;
import com.facebook.ads.sdk.AdReportRun;
import com.facebook.ads.sdk.AdsInsights;
import com.facebook.ads.sdk.Campaign;
import com.facebook.ads.sdk.User;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Meta's own client takes the sandbox for the Graph API. */
class MetaSdkTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final Map<String, String> WEEK =
            Map.of("since", MONDAY.toString(), "until", MONDAY.plusDays(6).toString());
    private static final String AGENCY = "SBXagency";
    private static final String APP_SECRET = "not a secret";
    private static final List<SandboxAccount> ACCOUNTS = IntStream.range(0, 30)
            .mapToObj(i -> SandboxAccount.of("act_90000000000001" + (10 + i), "sdk-" + i, "EUR", "Europe/Rome", 3, 40))
            .toList();
    private static final SandboxAccount ACCOUNT = ACCOUNTS.getFirst();
    private static final TurnableClock CLOCK = new TurnableClock("2025-11-20T12:00:00Z");
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults()
                    .withLatency(Latency.none())
                    .withAccounts(ACCOUNTS)
                    .withAppSecret(APP_SECRET)
                    .withRules(GraphRules.defaults()
                            .withTokens(SandboxToken.reading(
                                    AGENCY,
                                    ACCOUNTS.stream().map(SandboxAccount::id).toList()))
                            .requiringProof()),
            CLOCK);
    private static final IRequestExecutor USUAL = APIRequest.getExecutor();

    private final APIContext context = context(AGENCY);

    @BeforeAll
    static void speakPlainHttp() {
        APIRequest.changeRequestExecutor(new PlainHttp());
    }

    @AfterAll
    static void stop() {
        APIRequest.changeRequestExecutor(USUAL);
        SANDBOX.close();
    }

    @Test
    void accountsAreListedOverSeveralPages() throws APIException {
        var first = new User("me", context)
                .getAdAccounts()
                .requestField("name")
                .requestField("currency")
                .requestField("timezone_name")
                .requestField("amount_spent")
                .execute();
        var all = all(first);

        assertThat(first.size()).isEqualTo(25);
        assertThat(all)
                .extracting(AdAccount::getFieldId)
                .containsExactlyElementsOf(
                        ACCOUNTS.stream().map(SandboxAccount::digits).toList());
        assertThat(all).allSatisfy(account -> {
            assertThat(account.getFieldCurrency()).isEqualTo("EUR");
            assertThat(account.getFieldTimezoneName()).isEqualTo("Europe/Rome");
            assertThat(account.getFieldAmountSpent()).matches("[1-9]\\d*");
        });
    }

    @Test
    void brokenDownInsightsAreReadOverSeveralPages() throws APIException {
        var rows = all(insights()
                .setLevel("ad")
                .setBreakdowns("[\"age\",\"gender\"]")
                .setLimit(100L)
                .execute());
        var whole = insights().setLevel("account").execute().getFirst();

        assertThat(rows).hasSizeGreaterThan(500).allSatisfy(row -> {
            assertThat(row.getFieldAge()).isNotBlank();
            assertThat(row.getFieldGender()).isNotBlank();
        });
        assertThat(rows.stream()
                        .mapToLong(row -> Long.parseLong(row.getFieldImpressions()))
                        .sum())
                .isEqualTo(Long.parseLong(whole.getFieldImpressions()));
    }

    @Test
    void theLastPageIsWhereTheClientRunsIntoTheWall() throws APIException {
        var last = insights().setLevel("campaign").execute();

        assertThat(last.size()).isEqualTo(3);
        assertThatExceptionOfType(FailedRequestException.class)
                .isThrownBy(last::nextPage)
                .satisfies(has(2642));
    }

    @Test
    void aReportRunIsStartedFollowedAndRead() throws APIException {
        var started = new AdAccount(ACCOUNT.id(), context)
                .getInsightsAsync()
                .setLevel("ad")
                .setFields("[\"ad_id\",\"impressions\",\"spend\"]")
                .setTimeRange(WEEK)
                .execute();
        var id = started.getRawResponseAsJsonObject().get("report_run_id").getAsString();
        var run = AdReportRun.fetchById(id, context);
        assertThat(run.getFieldAsyncStatus()).isEqualTo("Job Not Started");
        assertThatExceptionOfType(FailedRequestException.class)
                .isThrownBy(() -> run.getInsights().execute())
                .satisfies(has(2601));

        CLOCK.turnBy(Duration.ofSeconds(10));

        var completed = AdReportRun.fetchById(id, context);
        assertThat(completed.getFieldAsyncStatus()).isEqualTo("Job Completed");
        assertThat(completed.getFieldAsyncPercentCompletion()).isEqualTo(100);
        assertThat(completed.getFieldAccountId()).isEqualTo(ACCOUNT.digits());
        assertThat(all(completed.getInsights().execute()))
                .extracting(AdsInsights::getFieldAdId)
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void campaignsAreObjectsWithInsightsOfTheirOwn() throws APIException {
        var campaign = new AdAccount(ACCOUNT.id(), context)
                .getCampaigns()
                .requestField("name")
                .requestField("objective")
                .requestField("effective_status")
                .execute()
                .getFirst();
        var rows = new Campaign(campaign.getFieldId(), context)
                .getInsights()
                .setTimeRange(WEEK)
                .requestField("campaign_name")
                .execute();

        assertThat(campaign.getFieldObjective()).isEqualTo("OUTCOME_SALES");
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().getFieldCampaignName()).isEqualTo(campaign.getFieldName());
    }

    @Test
    void theClientMayAskForEverythingItKnows() throws APIException {
        var account =
                new AdAccount(ACCOUNT.id(), context).get().requestAllFields().execute();
        var campaign = new AdAccount(ACCOUNT.id(), context)
                .getCampaigns()
                .requestAllFields()
                .execute()
                .getFirst();
        var set = campaign.getAdSets().requestAllFields().execute().getFirst();
        var ad = set.getAds().requestAllFields().execute().getFirst();

        assertThat(account.getFieldName()).isEqualTo(ACCOUNT.name());
        assertThat(campaign.getFieldDailyBudget()).matches("[1-9]\\d*");
        assertThat(set.getFieldOptimizationGoal()).hasToString("OFFSITE_CONVERSIONS");
        assertThat(ad.getFieldCampaignId()).isEqualTo(campaign.getFieldId());
    }

    @Test
    void aBadTokenIsAFailedRequestWithItsCode() {
        assertThatExceptionOfType(FailedRequestException.class)
                .isThrownBy(() ->
                        new User("me", context("nobody's")).getAdAccounts().execute())
                .satisfies(has(190));
    }

    @Test
    void anUnknownFieldIsAFailedRequestWithItsCode() {
        assertThatExceptionOfType(FailedRequestException.class)
                .isThrownBy(() -> insights().requestField("shoes").execute())
                .satisfies(has(100))
                .satisfies(e -> assertThat(e.getRawResponse()).contains("nonexisting field (shoes)"));
    }

    @Test
    void aForbiddenAccountIsAFailedRequestWithItsCode() {
        var other = ACCOUNTS.getLast();
        assertThatExceptionOfType(FailedRequestException.class)
                .isThrownBy(() -> new AdAccount(other.id(), context(ACCOUNT.accessToken()))
                        .getInsights()
                        .execute())
                .satisfies(has(200));
    }

    private AdAccount.APIRequestGetInsights insights() {
        return new AdAccount(ACCOUNT.id(), context)
                .getInsights()
                .setTimeRange(WEEK)
                .requestField("impressions")
                .requestField("spend");
    }

    private static APIContext context(String token) {
        var base = SANDBOX.baseUrl().toString();
        return new APIContext(base, base, "v26.0", token, APP_SECRET, null, false);
    }

    /** The things on this page and all behind it. Meta's client itself would not stop at the last. */
    private static <T extends APINode> List<T> all(APINodeList<T> first) throws APIException {
        var all = new ArrayList<>(first);
        var page = first;
        while (page.getRawResponseAsJsonObject().getAsJsonObject("paging").has("next")) {
            page = page.nextPage();
            all.addAll(page);
        }
        return all;
    }

    private static Consumer<APIException> has(int code) {
        return e -> assertThat(Caller.json(e.getRawResponse()).at("/error/code").intValue())
                .isEqualTo(code);
    }

    /**
     * The client insists on TLS where it waits for an answer, but not where it does not wait; there it forgets to look
     * at the status.
     */
    private static final class PlainHttp implements IRequestExecutor {

        @Override
        public ResponseWrapper execute(String method, String url, Map<String, Object> parameters, APIContext context)
                throws APIException, IOException {
            try {
                var told = APIRequest.getAsyncExecutor()
                        .execute(method, url, parameters, context)
                        .get();
                if (Caller.json(told.getBody()).has("error")) {
                    throw new FailedRequestException(told.getHeader(), told.getBody(), new IOException());
                }
                return told;
            } catch (ExecutionException e) {
                throw e.getCause() instanceof APIException told ? told : new FailedRequestException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }

        @Override
        public ResponseWrapper sendGet(String url, Map<String, Object> parameters, APIContext context)
                throws APIException, IOException {
            return execute("GET", url, parameters, context);
        }

        @Override
        public ResponseWrapper sendPost(String url, Map<String, Object> parameters, APIContext context)
                throws APIException, IOException {
            return execute("POST", url, parameters, context);
        }

        @Override
        public ResponseWrapper sendDelete(String url, Map<String, Object> parameters, APIContext context)
                throws APIException, IOException {
            return execute("DELETE", url, parameters, context);
        }
    }
}
