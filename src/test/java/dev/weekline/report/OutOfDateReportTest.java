package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A field that Meta no longer knows costs that field, and is told where people look. */
class OutOfDateReportTest {

    @Test
    void aRemovedFieldIsToldInTheReportAndInTheMetrics() {
        try (var service =
                TestService.start(Map.of("WEEKLINE_META_RETRY_BASE", "1ms"), TestService.account("belmonte"))) {
            service.sandbox.script("campaigns: field reach removed", "placements: breakdown platform_position removed");

            var report = service.json("/reports/weekly/2025-W39?account=belmonte");

            assertThat(report.at("/sections/campaigns/omittedFields")).hasToString("[\"reach\"]");
            assertThat(report.at("/sections/placements/omittedFields")).hasToString("[\"platform_position\"]");
            assertThat(report.at("/sections/daily").has("omittedFields")).isFalse();
            assertThat(report.at("/sections/campaigns/rows/0").has("reach")).isFalse();
            assertThat(report.at("/sections/campaigns/rows/0").has("spend")).isTrue();
            assertThat(report.at("/totals").has("reach")).isTrue();
            assertThat(report.at("/absent").findValuesAsText("path"))
                    .contains("sections.campaigns.rows.reach", "sections.placements.rows.platformPosition");
            assertThat(List.of(service.get("/prometheus").body().split("\n")))
                    .contains(
                            "weekline_meta_omitted_fields_total{field=\"reach\",recipe=\"campaigns/1\"} 1.0",
                            "weekline_meta_omitted_fields_total{field=\"platform_position\",recipe=\"placements/1\"} 1.0");
        }
    }
}
