package dev.weekline.sandbox;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** How often the sandbox was asked what. A call counts from the moment it arrives, also while it is held. */
public final class Counters {

    /** The kind of a call for the account node. */
    public static final String NODE = "node";

    /** The kind of a call that asks how far a report run is; with its question behind a slash, of reading it. */
    public static final String RUN = "run";

    /** The kind of a call that begins a report run; its question stands behind a slash. */
    public static final String RUN_START = "start";

    /** The kind of a call for a list of accounts, campaigns, ad sets or ads; the level stands behind a slash. */
    public static final String LIST = "list";

    /** The kind of a call for the owner of the token. */
    public static final String ME = "me";

    /** The kind of a call that has a token examined. */
    public static final String TOKEN = "token";

    /** The kind of a call that was refused. */
    public static final String REFUSED = "refused";

    private final Map<Call, LongAdder> calls = new ConcurrentHashMap<>();
    private final Map<SectionCall, LongAdder> sections = new ConcurrentHashMap<>();

    Counters() {}

    /**
     * What was asked.
     *
     * @param account id of the account asked about; empty where that is none, or several
     * @param kind one of the words above, or for insights the level, breakdowns and time increment in that order:
     *     {@code campaign}, {@code account/age,gender}, {@code account/1}
     * @param page which page of the walk, from 1
     */
    public record Call(String account, String kind, int page) implements Comparable<Call> {

        @Override
        public int compareTo(Call other) {
            var byAccount = account.compareTo(other.account);
            var byKind = byAccount != 0 ? byAccount : kind.compareTo(other.kind);
            return byKind != 0 ? byKind : Integer.compare(page, other.page);
        }
    }

    /**
     * What was asked, as a report has it. A call that is refused belongs to its section like any other.
     *
     * @param account id of the account in the path; empty where the path names none
     * @param page which page of the walk, from 1
     */
    public record SectionCall(String account, Section section, int page) implements Comparable<SectionCall> {

        private static final Comparator<SectionCall> ORDER = Comparator.comparing(SectionCall::account)
                .thenComparing(SectionCall::section)
                .thenComparing(SectionCall::page);

        @Override
        public int compareTo(SectionCall other) {
            return ORDER.compare(this, other);
        }
    }

    /** All calls so far. */
    public long total() {
        return count(_ -> true);
    }

    /** The calls for one account, refused ones included. */
    public long of(String account) {
        return count(call -> call.account.equals(account));
    }

    /** The calls of one kind for one account, all pages together. */
    public long of(String account, String kind) {
        return count(call -> call.account.equals(account) && call.kind.equals(kind));
    }

    /** The calls for one section of one account, all pages together. */
    public long of(String account, Section section) {
        return sections.entrySet().stream()
                .filter(entry -> entry.getKey().account().equals(account)
                        && entry.getKey().section() == section)
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** The calls for one page of one section of one account. */
    public long of(String account, Section section, int page) {
        var met = sections.get(new SectionCall(account, section, page));
        return met == null ? 0 : met.sum();
    }

    /** How often each page of each section was asked for. */
    public Map<SectionCall, Long> sections() {
        var counted = new TreeMap<SectionCall, Long>();
        sections.forEach((call, times) -> counted.put(call, times.sum()));
        return counted;
    }

    /** How often each call was made. */
    public Map<Call, Long> calls() {
        var counted = new TreeMap<Call, Long>();
        calls.forEach((call, times) -> counted.put(call, times.sum()));
        return counted;
    }

    /** Starts again from nothing. */
    public void reset() {
        calls.clear();
        sections.clear();
    }

    void add(Call call, Section section) {
        sections.computeIfAbsent(new SectionCall(call.account, section, call.page), _ -> new LongAdder())
                .increment();
        calls.computeIfAbsent(call, _ -> new LongAdder()).increment();
    }

    private long count(Predicate<Call> wanted) {
        return calls.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }
}
