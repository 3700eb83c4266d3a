package dev.weekline.meta;

import static java.util.Objects.requireNonNull;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.meta.Insights.Question;
import dev.weekline.meta.SpanInsights.SharedCall;
import dev.weekline.meta.SpanInsights.SpanQuestion;
import dev.weekline.meta.SpanInsights.WeekAnswer;
import dev.weekline.metric.EventMapping;
import dev.weekline.quota.Purpose;
import dev.weekline.quota.Work;
import dev.weekline.trail.Tracing;
import dev.weekline.week.IsoWeek;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.http.client.HttpClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/** Our side of a conversation with a scripted Graph API, over real HTTP. */
final class GraphRig implements AutoCloseable {

    static final AccountId ACCOUNT = new AccountId("act_1203300000000017");
    static final AccessToken TOKEN = new AccessToken("EAAB-test-token-7f3a");
    static final IsoWeek WEEK = IsoWeek.parse("2025-W39");
    static final Purpose PURPOSE = new Purpose(Work.INTERACTIVE, "missing");
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    final ScriptedGraph graph = new ScriptedGraph();
    final RecordedQuota quota = new RecordedQuota();
    final List<GraphCall> calls = new CopyOnWriteArrayList<>();
    final TokensWatched watch = new TokensWatched();
    final List<SharedCall> shared = new CopyOnWriteArrayList<>();
    final LessonsInMemory lessons = new LessonsInMemory();
    final WidthsInMemory widths = new WidthsInMemory();
    final ReportRunsInMemory runs = new ReportRunsInMemory();
    final MeterRegistry meters = new SimpleMeterRegistry();

    private final URI address;
    private @Nullable String appSecret;
    private int maxPages = 2000;
    private HttpSettings http = bounds(Duration.ofSeconds(10), Duration.ofSeconds(20), 1 << 20);
    private InstantSource time = Clock.systemUTC();
    private Optional<Scheduler> timer = Optional.empty();
    private @Nullable HttpClient client;

    GraphRig() {
        address = graph.address();
    }

    static HttpSettings bounds(Duration firstByte, Duration call, int bodyLimit) {
        return new HttpSettings(Duration.ofSeconds(2), firstByte, call, bodyLimit, 8, 64);
    }

    GraphRig with(HttpSettings bounds) {
        http = bounds;
        return this;
    }

    GraphRig withAppSecret(String secret) {
        appSecret = secret;
        return this;
    }

    GraphRig withMaxPages(int pages) {
        maxPages = pages;
        return this;
    }

    GraphRig on(InstantSource time) {
        this.time = time;
        return this;
    }

    GraphRig on(Scheduler timer) {
        this.timer = Optional.of(timer);
        return this;
    }

    Insights insights() {
        return insightsAt(address);
    }

    Insights insightsAt(URI address) {
        return insights(settings(address), new KnownBad(time, meters));
    }

    private Insights insights(MetaSettings meta, KnownBad known) {
        return new GraphInsights(
                graphCalls(meta), lessons, runs, known, new OutOfDate(meta, meters), meta, time, timer);
    }

    SpanInsights spans() {
        var meta = settings(address);
        var known = new KnownBad(time, meters);
        return new GraphSpans(graphCalls(meta), insights(meta, known), lessons, widths, known, meta, time);
    }

    /** Everything that asking for the recipe of some weeks comes to. */
    List<WeekAnswer> ask(Recipe recipe, List<IsoWeek> weeks) {
        var question = new SpanQuestion(
                ACCOUNT,
                ZoneOffset.UTC,
                TOKEN,
                weeks,
                recipe,
                new Purpose(Work.BACKGROUND, "backfill"),
                EventMapping.USUAL.actionTypes(),
                new Retries(10));
        return requireNonNull(spans().ask(question, shared::add).collectList().block(AT_MOST));
    }

    GraphAccountNode node() {
        return new GraphAccountNode(graphCalls(settings(address)));
    }

    static Question question(Recipe recipe) {
        return new Question(ACCOUNT, TOKEN, WEEK, recipe, PURPOSE, EventMapping.USUAL.actionTypes(), new Retries(10));
    }

    /** Everything that asking for the recipe comes to. */
    List<MetaAnswer> ask(Recipe recipe) {
        return answersOf(insights(), recipe);
    }

    List<MetaAnswer> answersOf(Insights insights, Recipe recipe) {
        return requireNonNull(
                insights.ask(question(recipe), calls::add).collectList().block(AT_MOST));
    }

    /** The only thing that asking for the campaigns comes to. */
    MetaAnswer askOnce() {
        var answers = ask(Section.CAMPAIGNS.recipe());
        if (answers.size() != 1) {
            throw new AssertionError("One answer, not " + answers);
        }
        return answers.getFirst();
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
        }
        graph.close();
    }

    private MetaSettings settings(URI address) {
        return new MetaSettings(
                MetaMode.LIVE, address, "v26.0", appSecret, PATIENCE, 2, Duration.ofMillis(1), 10, maxPages);
    }

    /** Of an account that was asked so much that a few repetitions are no large part of it. */
    private RetryBudget budget() {
        var budget = new RetryBudget(time);
        for (var i = 0; i < 100; i++) {
            budget.called(ACCOUNT);
        }
        return budget;
    }

    private GraphCalls graphCalls(MetaSettings meta) {
        if (client == null) {
            client = HttpClient.create(null, GraphHttpClients.configuration(http));
        }
        return new GraphCalls(
                new GraphHttp(client, meta, http, timer),
                quota,
                budget(),
                new OutOfDate(meta, meters),
                watch,
                new CallMeters(meters),
                Tracing.off(),
                meta,
                time,
                timer);
    }
}
