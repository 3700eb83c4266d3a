package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.campaign;
import static dev.weekline.meta.GraphBodies.error;
import static dev.weekline.meta.GraphBodies.lastPage;
import static dev.weekline.meta.GraphBodies.page;
import static dev.weekline.meta.GraphBodies.span;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With every logger wide open, and with a Graph API that repeats the token wherever it can. */
class SecrecyTest {

    private static final String SECRET = "app-secret-of-the-test";
    private static final String PROOF = "4b20fef8ddee9cb6908b06e632a8cad931a913be202d866fdd263ebe72415a4b";
    private static final String TOKEN = GraphRig.TOKEN.secret();

    private final OverheardLogs logs = new OverheardLogs();
    private final ScriptedGraph graph = new ScriptedGraph();
    private final TheseRooms rooms = TheseRooms.with(Map.of(
            "weekline.meta.base-url",
            graph.address().toString(),
            "weekline.meta.app-secret",
            SECRET,
            "weekline.meta.retry-base",
            "1ms",
            "weekline.meta.http.first-byte-deadline",
            "200ms"));

    private int asks;

    @AfterEach
    void close() {
        rooms.close();
        graph.close();
        logs.close();
    }

    @Test
    void nothingThatIsSaidHoldsTheTokenOrTheAppSecret() {
        var said = new ArrayList<String>();
        graph.answers(page("c1", campaign("1"))).answers(200, lastPage(), Map.of("X-App-Usage", TOKEN));
        said.addAll(ask());
        graph.fails(400, error(190, 0, "Malformed access token " + TOKEN));
        said.addAll(ask());
        graph.fails(400, error(100, 0, "No such thing as " + TOKEN + " here"));
        said.addAll(ask());
        graph.answers(400, "{\"error\":{\"code\":100,\"fbtrace_id\":\"" + TOKEN + "\"}}", Map.of());
        said.addAll(ask());
        graph.answers(400, "{\"error\":{\"code\":100}}", Map.of("X-FB-Trace-Id", TOKEN));
        said.addAll(ask());
        graph.answers(lastPage(span(TOKEN, "2025-09-28")));
        said.addAll(ask());
        graph.plain(TOKEN).drops().hangs();
        said.addAll(ask());
        graph.fails(400, error(100, 0, "No such thing as " + TOKEN + " here"));
        said.add(requireNonNull(rooms.getBean(AccountNode.class)
                        .ask(GraphRig.ACCOUNT, GraphRig.TOKEN)
                        .block())
                .toString());

        assertThat(graph.asked()).hasSize(11);
        assertThat(said).isNotEmpty().allSatisfy(SecrecyTest::assertDiscreet);
        assertThat(logs.lines()).isNotEmpty().allSatisfy(SecrecyTest::assertDiscreet);
    }

    /** Answers and calls, as they would be logged. */
    private List<String> ask() {
        var said = new ArrayList<String>();
        rooms.getBean(Insights.class)
                .ask(GraphRig.question(nextSection().recipe()), call -> said.add(call.toString()))
                .doOnNext(answer -> said.add(answer.toString()))
                .blockLast();
        return said;
    }

    /** One after the other, since what was refused is not asked again for a while. */
    private Section nextSection() {
        return Section.values()[asks++ % Section.values().length];
    }

    private static void assertDiscreet(String text) {
        assertThat(text).doesNotContain(TOKEN, SECRET, PROOF);
    }
}
