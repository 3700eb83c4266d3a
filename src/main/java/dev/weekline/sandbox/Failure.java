package dev.weekline.sandbox;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What goes wrong with a call. Its text is how scripts write it. */
public sealed interface Failure {

    /** Whether a call is of the kind that this can happen to. */
    default boolean concerns(Asking asking) {
        return true;
    }

    /** A refusal in Meta's envelope. */
    sealed interface Refusal extends Failure {

        /** The error that the caller is told. */
        GraphFault fault(Asking asking);
    }

    /** An answer that no Graph API would give: something before it failed, or means harm. */
    sealed interface Edge extends Failure {}

    /** A good answer that does not come whole. */
    sealed interface Damage extends Failure {}

    /** An answer that is given in an unusual manner; several of these may strike one call. */
    sealed interface Manner extends Failure {}

    /**
     * An error as Meta tells it; what is left empty is as Meta usually says it.
     *
     * @param status HTTP status
     * @param code Meta's code; empty for an error with nothing but a message
     * @param isTransient what {@code is_transient} says
     * @param headers sent with it
     */
    record GraphFault(
            int status,
            Optional<Integer> code,
            Optional<Integer> subcode,
            Optional<Boolean> isTransient,
            Optional<String> message,
            Map<String, String> headers)
            implements Refusal {

        public GraphFault {
            checkStatus(status);
            if (code.isEmpty() && subcode.isPresent()) {
                throw new IllegalArgumentException("A subcode needs a code");
            }
            headers = Collections.unmodifiableMap(new TreeMap<>(headers));
            headers.forEach(GraphFault::checkHeader);
        }

        /** The error with this code. */
        public static GraphFault of(int status, int code) {
            return new GraphFault(
                    status, Optional.of(code), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        }

        /** The error with this code and subcode. */
        public static GraphFault of(int status, int code, int subcode) {
            return new GraphFault(
                    status, Optional.of(code), Optional.of(subcode), Optional.empty(), Optional.empty(), Map.of());
        }

        /** The same in other words. */
        public GraphFault saying(String words) {
            return new GraphFault(status, code, subcode, isTransient, Optional.of(words), headers);
        }

        /** The same with one more header. */
        public GraphFault with(String name, String value) {
            var more = new TreeMap<>(headers);
            more.put(name, value);
            return new GraphFault(status, code, subcode, isTransient, message, more);
        }

        /** The same, saying that it passes, or that it does not. */
        public GraphFault passing(boolean passes) {
            return new GraphFault(status, code, subcode, Optional.of(passes), message, headers);
        }

        @Override
        public GraphFault fault(Asking asking) {
            return this;
        }

        private static void checkHeader(String name, String value) {
            if (!name.matches("[A-Za-z0-9-]+") || !value.matches("[\\x20-\\x7e]*")) {
                throw new IllegalArgumentException("\"" + name + "\" is not a header, or its value is not plain text");
            }
        }

        @Override
        public String toString() {
            return status
                    + code.map(it -> "/" + it).orElse("")
                    + subcode.map(it -> "/" + it).orElse("")
                    + isTransient.map(it -> it ? " transient" : " permanent").orElse("")
                    + message.map(it -> " saying " + Words.quoted(it)).orElse("")
                    + headers.entrySet().stream()
                            .map(it -> " with " + it.getKey() + " " + Words.quoted(it.getValue()))
                            .collect(Collectors.joining());
        }
    }

    /** Questions that ask for a field hear that there is no such field. */
    record RemovedField(String name) implements Refusal {

        public RemovedField {
            checkName(name);
        }

        @Override
        public boolean concerns(Asking asking) {
            return asking.fields().contains(name);
        }

        @Override
        public GraphFault fault(Asking asking) {
            var type = asking.section() == Section.NODE ? "AdAccount" : "AdsInsights";
            return GraphFault.of(400, 100)
                    .saying(GraphError.unknownField(name, type).message());
        }

        @Override
        public String toString() {
            return "field " + name + " removed";
        }
    }

    /** Questions with a breakdown hear that it is none. */
    record RemovedBreakdown(String name) implements Refusal {

        public RemovedBreakdown {
            checkName(name);
        }

        @Override
        public boolean concerns(Asking asking) {
            return asking.breakdowns().contains(name);
        }

        @Override
        public GraphFault fault(Asking asking) {
            return GraphFault.of(400, 100)
                    .saying(GraphError.badCombination(List.of(name)).message());
        }

        @Override
        public String toString() {
            return "breakdown " + name + " removed";
        }
    }

    /** A page for people. */
    record Html(int status) implements Edge {

        public Html {
            checkStatus(status);
        }

        @Override
        public String toString() {
            return "HTML " + status;
        }
    }

    /** Plain text, with whatever status. */
    record Text(int status, String text) implements Edge {

        public Text {
            checkStatus(status);
        }

        @Override
        public String toString() {
            return "text " + status + " " + Words.quoted(text);
        }
    }

    /** A status and nothing else. */
    record Empty(int status) implements Edge {

        public Empty {
            checkStatus(status);
        }

        @Override
        public String toString() {
            return "empty " + status;
        }
    }

    /** The connection is closed without a word. */
    record DropBeforeAnswer() implements Edge {

        @Override
        public String toString() {
            return "drop";
        }
    }

    /** A good beginning, and white space for ever after. */
    record EndlessBody() implements Edge {

        @Override
        public String toString() {
            return "endless body";
        }
    }

    /** An answer that is small while it is packed. */
    record GzipBomb(long unpackedBytes) implements Edge {

        public GzipBomb {
            checkSize(unpackedBytes);
        }

        @Override
        public String toString() {
            return "gzip bomb " + Amount.ofBytes(unpackedBytes);
        }
    }

    /** An answer that is as large as it looks. */
    record HugeBody(long bytes) implements Edge {

        public HugeBody {
            checkSize(bytes);
        }

        @Override
        public String toString() {
            return "huge body " + Amount.ofBytes(bytes);
        }
    }

    /** Half of an answer, told as if it were all. */
    record BrokenJson() implements Damage {

        @Override
        public String toString() {
            return "broken JSON";
        }
    }

    /** The connection is closed after so many bytes of the body, and in any case before its end. */
    record DropAfter(long bytes) implements Damage {

        public DropAfter {
            checkSize(bytes);
        }

        @Override
        public String toString() {
            return "drop after " + Amount.ofBytes(bytes);
        }
    }

    /** No answer until the sandbox lets go: {@link Sandbox#release()} or other scripts. */
    record Hang() implements Manner {

        @Override
        public String toString() {
            return "hang";
        }
    }

    /** The answer comes later than usual, by so many whole milliseconds. */
    record Delay(Duration by) implements Manner {

        public Delay {
            by = by.truncatedTo(ChronoUnit.MILLIS);
            if (by.isNegative()) {
                throw new IllegalArgumentException("No answer comes before it is asked for");
            }
        }

        @Override
        public String toString() {
            return "delay " + Amount.of(by);
        }
    }

    /** The answer says that another version gave it. */
    record AnswersAsVersion(String version) implements Manner {

        public AnswersAsVersion {
            if (!version.matches("v\\d{1,3}\\.\\d{1,3}")) {
                throw new IllegalArgumentException("\"" + version + "\" is not a version like v25.0");
            }
        }

        @Override
        public String toString() {
            return "version " + version;
        }
    }

    /** A page of rows that is not what it should be. */
    record Quirk(OddPage page) implements Manner {

        @Override
        public String toString() {
            return page.word();
        }
    }

    /** A report run that comes to a certain end; it strikes when the run is created. */
    record Fate(String name) implements Manner {

        private static final List<String> NAMES =
                Arrays.stream(RunFate.values()).map(Fate::word).toList();

        public Fate {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is none of " + String.join(", ", NAMES));
            }
        }

        /** All names that there are. */
        public static List<String> names() {
            return NAMES;
        }

        RunFate fate() {
            return RunFate.values()[NAMES.indexOf(name)];
        }

        @Override
        public boolean concerns(Asking asking) {
            return asking.section() == Section.REPORT_RUN;
        }

        private static String word(RunFate fate) {
            return fate.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public String toString() {
            return "run " + name;
        }
    }

    /** How a page of rows can be odd. */
    enum OddPage {
        /** No rows, although there are more. */
        EMPTY_PAGE,
        /** Fewer rows than asked for, although there are more. */
        SHORT_PAGE,
        /** It begins with the row that the page before ended with. */
        REPEATS_LAST_ROW,
        /** One row has no value for a breakdown. */
        DROPS_BREAKDOWN_KEY,
        /** Its rows are dated a week early. */
        OTHER_WEEK,
        /** Every row is there twice. */
        DUPLICATE_ROWS,
        /** Of several ranges the last has no rows. */
        MISSING_RANGE,
        /** Of several ranges the last ends a day early. */
        SHORT_RANGE;

        private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

        /** Its name in scripts. */
        public String word() {
            return word;
        }

        static Optional<OddPage> named(String word) {
            return Arrays.stream(values())
                    .filter(page -> page.word.equalsIgnoreCase(word))
                    .findFirst();
        }

        static String words() {
            return Arrays.stream(values()).map(OddPage::word).collect(Collectors.joining(", "));
        }
    }

    private static void checkStatus(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(status + " is not a status from 200 to 599");
        }
    }

    private static void checkSize(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A size is not negative");
        }
    }

    private static void checkName(String name) {
        if (!name.matches("\\w+")) {
            throw new IllegalArgumentException("\"" + name + "\" is not a name of letters, digits and underscores");
        }
    }
}
