package dev.weekline.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReadingTest {

    private static final String APP = "x-app-usage";
    private static final String ACCOUNT = "x-ad-account-usage";
    private static final String INSIGHTS = "x-fb-ads-insights-throttle";
    private static final String USE_CASE = "x-business-use-case-usage";

    @Test
    void allFourHeadersAreRead() {
        var reading = UsageReading.of(new Usage(Map.of(
                APP, "{\"call_count\":28,\"total_time\":31,\"total_cputime\":25}",
                ACCOUNT, "{\"acc_id_util_pct\":9.67,\"reset_time_duration\":100}",
                INSIGHTS, "{\"app_id_util_pct\":41,\"acc_id_util_pct\":10,\"ads_api_access_tier\":\"standard_access\"}",
                USE_CASE,
                        "{\"1\":[{\"type\":\"ads_insights\",\"call_count\":97,\"total_cputime\":23,"
                                + "\"total_time\":23,\"estimated_time_to_regain_access\":19}]}")));

        assertThat(reading.percents())
                .isEqualTo(Map.of(
                        Pool.APP,
                        31.0,
                        Pool.APP_INSIGHTS,
                        41.0,
                        Pool.ACCOUNT,
                        9.67,
                        Pool.ACCOUNT_INSIGHTS,
                        10.0,
                        Pool.USE_CASE,
                        97.0));
        assertThat(reading.app()).hasValue(41);
        assertThat(reading.account()).hasValue(9.67);
        assertThat(reading.insights()).hasValue(97);
        assertThat(reading.regain()).contains(Duration.ofMinutes(19));
        assertThat(reading.reset()).contains(Duration.ofSeconds(100));
        assertThat(reading.tier()).contains("standard_access");
    }

    @Test
    void everyEntryOfEveryListCounts() {
        var reading = of(USE_CASE, """
                {"5":[{"type":"ads_management","call_count":99,"estimated_time_to_regain_access":55},
                      {"type":"ads_insights","call_count":3,"total_time":40,"estimated_time_to_regain_access":2}],
                 "6":[{"type":"ads_insights","total_cputime":12,"estimated_time_to_regain_access":7}]}
                """);

        assertThat(reading.insights()).hasValue(40);
        assertThat(reading.regain()).contains(Duration.ofMinutes(7));
    }

    @Test
    void aTextThatWasCutOffCountsUpToItsEnd() {
        var reading = of(
                USE_CASE,
                "{\"5\":[{\"type\":\"ads_insights\",\"call_count\":71},{\"type\":\"ads_insights\",\"call_cou");

        assertThat(reading.insights()).hasValue(71);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nothing",
                "[]",
                "{}",
                "null",
                "7",
                "{\"call_count\":null,\"acc_id_util_pct\":{},\"reset_time_duration\":[5]}",
                "{\"call_count\":-3,\"acc_id_util_pct\":\"much\",\"app_id_util_pct\":1e999}",
                "{\"5\":{\"type\":\"ads_insights\",\"call_count\":71}}",
                "{\"5\":[[],7,{\"type\":7,\"call_count\":71},{\"call_count\":71}]}",
                "{\"estimated_time_to_regain_access\":0,\"reset_time_duration\":0,\"ads_api_access_tier\":3}"
            })
    void whatMakesNoSenseIsNotThere(String text) {
        for (var header : new String[] {APP, ACCOUNT, INSIGHTS, USE_CASE}) {
            assertThat(of(header, text)).as(header).isEqualTo(UsageReading.SILENT);
        }
    }

    @Test
    void oneBrokenNumberDoesNotHideTheOthers() {
        assertThat(of(INSIGHTS, "{\"app_id_util_pct\":{},\"acc_id_util_pct\":\"12.5\"}")
                        .percents())
                .isEqualTo(Map.of(Pool.ACCOUNT_INSIGHTS, 12.5));
    }

    @Test
    void noTimeIsLongerThanADay() {
        assertThat(of(ACCOUNT, "{\"reset_time_duration\":1e300}").reset()).contains(Duration.ofDays(1));
    }

    private static UsageReading of(String header, String text) {
        return UsageReading.of(new Usage(Map.of(header, text)));
    }
}
