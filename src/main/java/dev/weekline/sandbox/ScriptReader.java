package dev.weekline.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a script from its text. Its errors are whole clauses without the script. */
final class ScriptReader {

    private static final Pattern ORDINAL = Pattern.compile("(\\d{1,9})(?:st|nd|rd|th)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern PERCENT = Pattern.compile("[\\d.]+(?:E-?\\d+)?%");
    private static final Pattern STATUS = Pattern.compile("\\d{3}");
    private static final Pattern FAULT = Pattern.compile("\\d{3}(?:/\\d{1,9}){0,2}");

    private static final String FAILURES =
            """
            503, 400/100, 400/100/1487534 (then transient or permanent, saying "…", with header-name "…"), HTML 404, \
            text 200 "…", empty 200, broken JSON, drop, drop after 1kB, hang, endless body, gzip bomb 200MB, \
            huge body 200MB, delay 2s, version v25.0, field NAME removed, breakdown NAME removed, %s, run %s""".formatted(Failure.OddPage.words(), String.join("|", Failure.Fate.names()));

    private final Words words;
    private Which which = Which.any();
    private When when = new When.Always();

    private ScriptReader(String calls) {
        this.words = new Words(calls);
    }

    static FailureScript read(String line) {
        var colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("it has no colon between the calls and the failure");
        }
        var reader = new ScriptReader(line.substring(0, colon));
        reader.readCalls();
        return new FailureScript(reader.which, reader.when, failure(new Words(line.substring(colon + 1))));
    }

    private void readCalls() {
        if (words.isAtEnd()) {
            throw new IllegalArgumentException("it names no calls before its colon; \"every call\" means all of them");
        }
        when = when();
        while (!words.isAtEnd()) {
            readWord();
        }
    }

    private When when() {
        if (words.skip("every")) {
            return words.take(ORDINAL)
                    .<When>map(word -> new When.EveryNth(ordinal(word)))
                    .orElseGet(When.Always::new);
        }
        if (words.skip("the")) {
            return words.take(ORDINAL)
                    .map(word -> new When.TheNth(ordinal(word)))
                    .orElseThrow(() -> new IllegalArgumentException("after \"the\" comes a place like 3rd"));
        }
        if (words.skip("first")) {
            return new When.First(words.take(NUMBER).map(Integer::parseInt).orElse(1));
        }
        return words.take(PERCENT).<When>map(this::chance).orElseGet(When.Always::new);
    }

    private When chance(String percent) {
        words.skip("of");
        try {
            return new When.ByChance(Double.parseDouble(percent.substring(0, percent.length() - 1)), 0);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"" + percent + "\" is not a percentage like 10%");
        }
    }

    private void readWord() {
        var word = words.next("a word");
        switch (word.toLowerCase(Locale.ROOT)) {
            case "call", "calls" -> {}
            case "get" -> which = which.by(Which.Method.GET);
            case "post" -> which = which.by(Which.Method.POST);
            case "page" -> which = which.page(words.number("the number of a page"));
            case "of" -> which = which.of(words.next("an account"));
            case "seed" -> when = seeded(words.next("a seed"));
            default -> which = which.in(section(word));
        }
    }

    private When seeded(String seed) {
        if (!(when instanceof When.ByChance chance)) {
            throw new IllegalArgumentException("a seed is for a chance only");
        }
        try {
            return new When.ByChance(chance.percent(), Long.parseLong(seed));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("\"" + seed + "\" is not a whole number");
        }
    }

    private static Section section(String word) {
        return Section.named(word)
                .orElseThrow(() -> new IllegalArgumentException("\"" + word + "\" is neither a section ("
                        + Section.words()
                        + ") nor one of every, every 3rd, the 3rd, first 2, 10% of, GET, POST, page 2,"
                        + " call, calls, of act_…, seed 7"));
    }

    private static Failure failure(Words words) {
        var failure =
                words.take(FAULT).<Failure>map(codes -> fault(codes, words)).orElseGet(() -> other(words));
        words.end();
        return failure;
    }

    private static Failure fault(String codes, Words words) {
        var parts = codes.split("/", -1);
        var fault = new Failure.GraphFault(
                Integer.parseInt(parts[0]),
                part(parts, 1),
                part(parts, 2),
                passing(words),
                words.skip("saying") ? Optional.of(words.quotedText("a message")) : Optional.empty(),
                Map.of());
        while (words.skip("with")) {
            fault = fault.with(words.next("the name of a header"), words.quotedText("the value of a header"));
        }
        return fault;
    }

    private static Optional<Integer> part(String[] parts, int number) {
        return parts.length > number ? Optional.of(Integer.parseInt(parts[number])) : Optional.empty();
    }

    private static Optional<Boolean> passing(Words words) {
        if (words.skip("transient")) {
            return Optional.of(true);
        }
        return words.skip("permanent") ? Optional.of(false) : Optional.empty();
    }

    private static Failure other(Words words) {
        var word = words.peek().isEmpty() ? "" : words.next("a failure");
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "html" -> new Failure.Html(status(words, 404));
            case "text" -> new Failure.Text(status(words, 200), words.quotedText("a text"));
            case "empty" -> new Failure.Empty(status(words, 200));
            case "broken" -> followed(words, "JSON", new Failure.BrokenJson());
            case "drop" ->
                words.skip("after")
                        ? new Failure.DropAfter(Amount.bytes(words.next("a size")))
                        : new Failure.DropBeforeAnswer();
            case "hang" -> new Failure.Hang();
            case "endless" -> followed(words, "body", new Failure.EndlessBody());
            case "gzip" -> new Failure.GzipBomb(size(words, "bomb"));
            case "huge" -> new Failure.HugeBody(size(words, "body"));
            case "delay" -> new Failure.Delay(Amount.duration(words.next("a duration")));
            case "version" -> new Failure.AnswersAsVersion(words.next("a version"));
            case "field" -> new Failure.RemovedField(removed(words));
            case "breakdown" -> new Failure.RemovedBreakdown(removed(words));
            case "run" -> new Failure.Fate(words.next("the fate of a run").toLowerCase(Locale.ROOT));
            default ->
                Failure.OddPage.named(word).<Failure>map(Failure.Quirk::new).orElseThrow(() -> unknown(word));
        };
    }

    private static int status(Words words, int usual) {
        return words.take(STATUS).map(Integer::parseInt).orElse(usual);
    }

    private static Failure followed(Words words, String word, Failure failure) {
        if (!words.skip(word)) {
            throw unknown(words.peek().orElse(""));
        }
        return failure;
    }

    private static long size(Words words, String word) {
        if (!words.skip(word)) {
            throw unknown(words.peek().orElse(""));
        }
        return Amount.bytes(words.next("a size"));
    }

    private static String removed(Words words) {
        var name = words.next("a name");
        if (!words.skip("removed")) {
            throw new IllegalArgumentException("after the name \"" + name + "\" comes \"removed\"");
        }
        return name;
    }

    private static int ordinal(String word) {
        return Integer.parseInt(word.substring(0, word.length() - 2));
    }

    private static IllegalArgumentException unknown(String word) {
        return new IllegalArgumentException("\"" + word + "\" is no failure; these are: " + FAILURES);
    }
}
