package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedFieldTest {

    private static final List<String> BREAKDOWNS = List.of("publisher_platform", "platform_position");
    private static final List<String> FIELDS = List.of("spend", "reach", "actions", "inline_link_clicks");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(#100) Tried accessing nonexisting field (reach) on node type (AdsInsights) | reach",
                "(#100) inline_link_clicks is not valid for fields param. please check https://x/ | inline_link_clicks",
                "(#100) Current combination of data breakdown columns (action_type, platform_position) is invalid"
                        + " | platform_position",
                "(#100) breakdowns[0] must be one of the following values: age, gender | publisher_platform",
                "(#12) reach field is deprecated for versions v27.0 and higher | reach",
                "(#100) The breakdown 'platform_position' has been removed | platform_position",
            })
    void metaNamesWhatItRefuses(String words, String field) {
        assertThat(NamedField.in(words, BREAKDOWNS, FIELDS)).hasValue(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(#100) Invalid parameter",
                "(#100) Please limit the actions and the reach of your question",
                "(#100) Tried accessing nonexisting field (owner) on node type (AdsInsights)",
                "(#100) breakdowns[7] must be one of the following values: reach",
                "",
            })
    void whatIsNotAskedForIsNotNamed(String words) {
        assertThat(NamedField.in(words, BREAKDOWNS, FIELDS)).isEmpty();
    }

    @Test
    void ofSeveralBreakdownsTheLastIsSpared() {
        assertThat(NamedField.in("columns (publisher_platform, platform_position) is invalid", BREAKDOWNS, FIELDS))
                .hasValue("platform_position");
    }
}
