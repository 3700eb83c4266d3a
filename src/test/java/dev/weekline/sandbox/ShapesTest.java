package dev.weekline.sandbox;

import static dev.weekline.sandbox.Caller.figure;
import static dev.weekline.sandbox.Caller.query;
import static dev.weekline.sandbox.Caller.range;
import static dev.weekline.sandbox.Caller.week;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Answers look like Meta's. */
class ShapesTest {

    private static final LocalDate MONDAY = LocalDate.of(2025, 9, 22);
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withLatency(Latency.none()), new TurnableClock("2025-11-20T12:00:00Z"));
    private static final SandboxAccount BELMONTE = account("belmonte");
    private static final SandboxAccount HOTEL = account("hotel-lumen");
    private static final SandboxAccount NORDIC = account("nordic-outdoor");

    private final Caller caller = new Caller(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void theNewcomersAccountsDifferInCurrencyZoneAndSize() {
        assertThat(SANDBOX.accounts())
                .extracting(SandboxAccount::slug)
                .containsExactly("belmonte", "hotel-lumen", "nordic-outdoor");
        assertThat(BELMONTE.id()).isEqualTo("act_1203300000000017");
        assertThat(SANDBOX.accounts()).extracting(SandboxAccount::currency).doesNotHaveDuplicates();
        assertThat(SANDBOX.accounts()).extracting(SandboxAccount::zone).doesNotHaveDuplicates();
        assertThat(campaigns(HOTEL)).hasSizeBetween(4, 6);
        assertThat(campaigns(BELMONTE)).hasSizeBetween(15, 25);
        assertThat(campaigns(NORDIC)).hasSizeBetween(35, 60);
    }

    @Test
    void everyScalarIsAStringAndNothingIsNull() {
        var fields = "campaign_id,campaign_name,objective,buying_type,account_currency,attribution_setting,spend,"
                + "impressions,reach,frequency,clicks,unique_clicks,ctr,cpc,cpm,cpp,inline_link_clicks,"
                + "inline_link_click_ctr,cost_per_inline_link_click,actions,action_values,cost_per_action_type,"
                + "purchase_roas,website_purchase_roas";
        var rows = caller.rows(BELMONTE, query("level", "campaign", "fields", fields, "time_range", week(MONDAY)));

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            row.forEach(
                    value -> assertThat(value.isTextual() || value.isArray()).isTrue());
            assertThat(row.path("campaign_id").textValue()).matches("\\d{17}");
            assertThat(row.path("date_start").textValue()).isEqualTo("2025-09-22");
            assertThat(row.path("date_stop").textValue()).isEqualTo("2025-09-28");
            assertThat(row.path("account_currency").textValue()).isEqualTo("PLN");
            row.path("actions")
                    .forEach(action ->
                            assertThat(action.path("value").textValue()).matches("[1-9]\\d*"));
        });
        assertThat(rows).anyMatch(row -> row.has("purchase_roas")).anyMatch(row -> !row.has("purchase_roas"));
    }

    @Test
    void ratiosFollowFromCountsToSixDecimalsWithoutTrailingZeros() {
        var row = caller.rows(
                        BELMONTE,
                        query(
                                "fields",
                                "spend,impressions,reach,clicks,ctr,cpc,cpm,cpp,frequency",
                                "time_range",
                                week(MONDAY)))
                .getFirst();

        assertThat(row.path("ctr").textValue()).isEqualTo(ratio(row, "clicks", 100, "impressions"));
        assertThat(row.path("cpc").textValue()).isEqualTo(ratio(row, "spend", 1, "clicks"));
        assertThat(row.path("cpm").textValue()).isEqualTo(ratio(row, "spend", 1000, "impressions"));
        assertThat(row.path("cpp").textValue()).isEqualTo(ratio(row, "spend", 1000, "reach"));
        assertThat(row.path("frequency").textValue()).isEqualTo(ratio(row, "impressions", 1, "reach"));
        assertThat(row.path("spend").textValue()).matches("\\d+(\\.\\d?[1-9])?");
    }

    @Test
    void aCurrencyWithoutMinorUnitsHasWholeAmounts() {
        var rows =
                caller.rows(NORDIC, query("level", "ad", "fields", "spend,action_values", "time_range", week(MONDAY)));

        assertThat(NORDIC.currency()).isEqualTo("ISK");
        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row.path("spend").textValue()).matches("\\d+");
            row.path("action_values")
                    .forEach(
                            worth -> assertThat(worth.path("value").textValue()).matches("\\d+"));
        });
    }

    @Test
    void namesHoldEmojiAccentsAndQuotesAndAreWrittenInAscii() {
        var names = SANDBOX.accounts().stream()
                .flatMap(account -> campaigns(account).stream())
                .map(row -> row.path("campaign_name").textValue())
                .toList();
        var body = caller.send(caller.insights(
                        BELMONTE, query("level", "campaign", "fields", "campaign_name", "limit", "500")))
                .body();

        assertThat(names)
                .anyMatch(name -> name.codePoints().anyMatch(Character::isEmoji))
                .anyMatch(name -> name.contains("\""))
                .anyMatch(name -> name.codePoints().anyMatch(letter -> letter > 127 && Character.isLetter(letter)));
        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(body)).isTrue();
    }

    @Test
    void anAwkwardAccountHasNamesThatNoNameShouldBe() {
        var awkward = SandboxAccount.of("act_9000000000000007", "awkward", "EUR", "Europe/Rome", 3, 3)
                .withTrade(SandboxAccount.Trade.AWKWARD);
        try (var other = Sandbox.start(
                SandboxSettings.defaults().withLatency(Latency.none()).withAccounts(List.of(awkward)),
                new TurnableClock("2025-11-20T12:00:00Z"))) {
            var asking = new Caller(other);
            var query = query("level", "campaign", "fields", "campaign_name");

            assertThat(asking.send(asking.insights(awkward, query)).body()).contains("\\u0000", "\\u202E", "\\r\\n");
            assertThat(asking.rows(awkward, query))
                    .extracting(row -> row.path("campaign_name").textValue())
                    .anyMatch(name -> name.contains("\0") && name.contains("\u0007"))
                    .anyMatch(name -> name.contains("\"); DROP TABLE \"campaign\"; -- \\"));
        }
    }

    @Test
    void rankingsAreToldOfSingleAdsWithFiveHundredImpressionsAndWithoutBreakdowns() {
        var fields = "impressions,quality_ranking,engagement_rate_ranking,conversion_rate_ranking";
        var day = range(MONDAY, MONDAY);
        var ads = caller.rows(NORDIC, query("level", "ad", "fields", fields, "time_range", day));
        var broken =
                caller.rows(NORDIC, query("level", "ad", "fields", fields, "time_range", day, "breakdowns", "gender"));

        assertThat(ads)
                .anyMatch(ad -> figure(ad, "impressions").intValue() < 500)
                .anyMatch(ad -> ad.path("quality_ranking").textValue().equals("ABOVE_AVERAGE"))
                .allSatisfy(
                        ad -> assertThat(ad.path("quality_ranking").textValue().equals("UNKNOWN"))
                                .isEqualTo(figure(ad, "impressions").intValue() < 500));
        assertThat(Stream.concat(broken.stream(), campaigns(NORDIC).stream()))
                .noneMatch(row -> row.has("quality_ranking"));
    }

    @Test
    void breakdownsAreKeysOfTheRow() {
        var rows = caller.rows(
                BELMONTE,
                query(
                        "breakdowns", "[\"publisher_platform\",\"platform_position\"]",
                        "fields", "[\"spend\",\"actions\"]",
                        "time_range", week(MONDAY)));

        assertThat(rows)
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(row.has("platform_position")).isTrue());
        assertThat(rows)
                .extracting(row -> row.path("publisher_platform").textValue())
                .contains("facebook", "instagram", "audience_network", "messenger", "threads");
        assertThat(caller.rows(BELMONTE, query("breakdowns", "gender,age", "time_range", week(MONDAY))))
                .hasSize(18)
                .allMatch(row -> row.has("age") && row.has("gender"));
    }

    @Test
    void devicesHaveToBeAppliedForAndAreSilentUntilThen() {
        var devices = query("breakdowns", "publisher_platform,impression_device", "time_range", week(MONDAY));

        assertThat(caller.answer(BELMONTE, devices)).isEqualTo(Caller.json("{\"data\":[]}"));
    }

    @Test
    void whoHasAppliedForDevicesIsToldThem() {
        var rules = GraphRules.defaults().withDevicesOf(BELMONTE.id());
        try (var open = Sandbox.start(
                SandboxSettings.defaults().withLatency(Latency.none()).withRules(rules),
                new TurnableClock("2025-11-20T12:00:00Z"))) {
            var asking = new Caller(open);
            var devices = query(
                    "breakdowns",
                    "publisher_platform,platform_position,impression_device",
                    "fields",
                    Caller.FIGURES,
                    "time_range",
                    week(MONDAY));
            var whole = asking.rows(BELMONTE, query("fields", Caller.FIGURES, "time_range", week(MONDAY)));

            var broken = asking.rows(BELMONTE, devices);

            assertThat(broken)
                    .hasSizeGreaterThan(10)
                    .allMatch(row -> row.has("impression_device") && row.has("platform_position"));
            assertThat(Caller.sum(broken, "spend")).isEqualByComparingTo(figure(whole.getFirst(), "spend"));
            assertThat(asking.rows(HOTEL, devices)).isEmpty();
        }
    }

    @Test
    void severalRangesLeaveNoRoomForAnIncrement() {
        var twice = "[" + week(MONDAY) + "," + week(MONDAY) + "]";
        var ranges = query("fields", "spend", "time_ranges", twice);
        var more = query("fields", "spend", "time_ranges", twice, "time_increment", "1", "date_preset", "lifetime");

        assertThat(caller.rows(BELMONTE, more)).hasSize(2).isEqualTo(caller.rows(BELMONTE, ranges));
    }

    @Test
    void brokenDownReachIsForgottenAfterThirteenMonths() {
        var fields = "spend,reach,frequency,cpp";
        var recent = LocalDate.of(2024, 10, 21);
        var old = LocalDate.of(2024, 10, 14);

        assertThat(caller.rows(BELMONTE, query("fields", fields, "breakdowns", "age", "time_range", week(recent))))
                .allMatch(row -> row.has("reach") && row.has("frequency") && row.has("cpp"));
        assertThat(caller.rows(BELMONTE, query("fields", fields, "breakdowns", "age", "time_range", week(old))))
                .hasSize(6)
                .noneMatch(row -> row.has("reach") || row.has("frequency") || row.has("cpp"));
        assertThat(caller.rows(BELMONTE, query("fields", fields, "time_range", week(old))))
                .allMatch(row -> row.has("reach") && row.has("frequency") && row.has("cpp"));
    }

    @Test
    void severalRangesAreSeveralSetsOfRows() {
        var ranges = "[" + week(MONDAY) + "," + week(MONDAY.plusWeeks(1)) + "]";
        var both = caller.rows(BELMONTE, query("level", "campaign", "fields", "spend", "time_ranges", ranges));
        var one = caller.rows(BELMONTE, query("level", "campaign", "fields", "spend", "time_range", week(MONDAY)));

        assertThat(both.subList(0, one.size())).isEqualTo(one);
        assertThat(both.subList(one.size(), both.size()))
                .isNotEmpty()
                .allMatch(row -> row.path("date_start").textValue().equals("2025-09-29"));
    }

    @Test
    void incrementsCutFromTheFirstDayAndTheLastPieceIsShort() {
        var cut = caller.rows(
                BELMONTE,
                query("time_increment", "7", "time_range", range(LocalDate.of(2025, 9, 3), LocalDate.of(2025, 9, 19))));

        assertThat(cut)
                .extracting(row -> row.path("date_start").textValue() + "/"
                        + row.path("date_stop").textValue())
                .containsExactly("2025-09-03/2025-09-09", "2025-09-10/2025-09-16", "2025-09-17/2025-09-19");
    }

    @Test
    void aRangeMayReachFarIntoTheFuture() {
        var endless = range(LocalDate.of(2025, 11, 18), LocalDate.of(9999, 12, 31));

        assertThat(caller.rows(BELMONTE, query("time_increment", "1", "time_range", endless)))
                .extracting(row -> row.path("date_start").textValue())
                .containsExactly("2025-11-18", "2025-11-19", "2025-11-20");
        assertThat(caller.rows(BELMONTE, query("time_increment", "monthly", "time_range", endless)))
                .extracting(row -> row.path("date_stop").textValue())
                .containsExactly("2025-11-30");
    }

    @Test
    void theAccountNodeTellsNameCurrencyAndZone() {
        var fields = "id,account_id,name,account_status,currency,timezone_name,timezone_offset_hours_utc,business";
        var response = caller.send(caller.request("/v26.0/" + HOTEL.id(), query("fields", fields))
                .header("Authorization", "Bearer " + HOTEL.accessToken())
                .build());

        assertThat(Caller.json(response)).isEqualTo(Caller.json("""
                                {"id": "act_1203300000000024", "account_id": "1203300000000024", "name": "Hotel Lumen",
                                 "account_status": 1, "currency": "USD", "timezone_name": "America/Los_Angeles",
                                 "timezone_offset_hours_utc": -8}
                                """));
    }

    @Test
    void answersAreGzippedForThoseWhoAcceptIt() throws IOException, InterruptedException {
        var query = query("level", "campaign", "limit", "500", "time_range", week(MONDAY));
        var request = caller.request("/v26.0/" + BELMONTE.id() + "/insights", query)
                .header("Authorization", "Bearer " + BELMONTE.accessToken())
                .header("Accept-Encoding", "br, gzip;q=0.8")
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();

        assertThat(response.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(Caller.json(new String(unpacked, StandardCharsets.UTF_8))).isEqualTo(caller.answer(BELMONTE, query));
    }

    @Test
    void tokensShowUpInNoDescription() {
        assertThat(BELMONTE.accessToken()).doesNotStartWith("EAA").hasSizeGreaterThan(40);
        assertThat(SandboxSettings.defaults().withAppSecret("hush").toString() + BELMONTE)
                .doesNotContain(BELMONTE.accessToken(), "hush");
    }

    private List<JsonNode> campaigns(SandboxAccount account) {
        return caller.rows(
                account,
                query("level", "campaign", "fields", "campaign_name,quality_ranking", "time_range", week(MONDAY)));
    }

    private static String ratio(JsonNode row, String above, int factor, String below) {
        return figure(row, above)
                .multiply(BigDecimal.valueOf(factor))
                .divide(figure(row, below), 6, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static SandboxAccount account(String slug) {
        return SANDBOX.accounts().stream()
                .filter(account -> account.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }
}
