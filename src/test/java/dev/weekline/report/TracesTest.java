package dev.weekline.report;

import static java.util.concurrent.CompletableFuture.allOf;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.report.SpanCollector.Link;
import dev.weekline.report.SpanCollector.Span;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Spans as a collector is sent them. */
class TracesTest {

    private static final String WEEK = "/reports/weekly/2025-W30?account=belmonte";

    @Test
    void aFetchHasATraceOfItsOwnThatIsLinkedWithAllWhoWait() {
        try (var collector = new SpanCollector();
                var service = TestService.start(
                        Map.of(
                                "WEEKLINE_TRACING", "true",
                                "OTEL_EXPORTER_OTLP_ENDPOINT",
                                        collector.address().toString(),
                                "OTEL_BSP_SCHEDULE_DELAY", "100"),
                        TestService.account("belmonte"))) {
            service.sandbox.hold();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                var first = supplyAsync(() -> service.get(WEEK, "X-Request-Id", "reader-1"), callers);
                var second = supplyAsync(() -> service.get(WEEK, "X-Request-Id", "reader-2"), callers);
                await().untilAsserted(() -> assertThat(
                                new Scrape(service.get("/prometheus").body())
                                        .sum("weekline_flights_joined_total", "work", "fetch"))
                        .isOne());
                service.sandbox.release();
                allOf(first, second).join();
            }
            await().untilAsserted(() -> {
                assertThat(named(collector, "fetch")).hasSize(1);
                assertThat(readers(collector)).hasSize(2);
            });

            var fetch = named(collector, "fetch").getFirst();
            assertThat(fetch.parent()).isEmpty();
            assertThat(fetch.attributes())
                    .containsEntry(
                            "weekline.account", TestService.account("belmonte").id())
                    .containsEntry("weekline.week", "2025-W30")
                    .containsEntry("weekline.cause", "missing")
                    .containsKey("weekline.request");
            for (var reader : readers(collector)) {
                assertThat(reader.traceId()).isNotEqualTo(fetch.traceId());
                assertThat(reader.links()).contains(new Link(fetch.traceId(), fetch.spanId()));
                assertThat(fetch.links()).contains(new Link(reader.traceId(), reader.spanId()));
            }

            var sections = named(collector, "section");
            assertThat(sections).allSatisfy(section -> {
                assertThat(section.traceId()).isEqualTo(fetch.traceId());
                assertThat(section.parent()).isEqualTo(fetch.spanId());
                assertThat(section.attributes()).containsKey("weekline.run");
            });
            assertThat(sections.stream().map(section -> section.attributes().get("weekline.section")))
                    .containsExactlyInAnyOrder(
                            "totals", "campaigns", "placements", "demographics", "relevance", "daily");
            var calls = named(collector, "call").stream()
                    .filter(call -> call.traceId().equals(fetch.traceId()))
                    .toList();
            assertThat(calls).hasSize(6).allSatisfy(call -> {
                assertThat(sections.stream().map(Span::spanId)).contains(call.parent());
                assertThat(call.attributes()).containsEntry("weekline.page", "1");
            });
            assertThat(collector.spans().toString())
                    .doesNotContain(TestService.account("belmonte").accessToken(), TestService.KEY);
        }
    }

    @Test
    void whileTracingIsOffNothingOfItIsThere() {
        try (var service = TestService.start(TestService.account("belmonte"))) {
            service.json(WEEK);

            assertThat(service.weekline.context().getActiveBeanRegistrations(OpenTelemetry.class))
                    .isEmpty();
        }
    }

    private static List<Span> named(SpanCollector collector, String name) {
        return collector.spans().stream()
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private static List<Span> readers(SpanCollector collector) {
        return collector.spans().stream()
                .filter(span -> span.name().equals("GET /reports/weekly/{week}"))
                .filter(span ->
                        span.attributes().getOrDefault("weekline.request", "").startsWith("reader-"))
                .toList();
    }
}
