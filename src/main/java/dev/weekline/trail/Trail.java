package dev.weekline.trail;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The marks that are on every line of the log which some work causes.
 *
 * @param marks names, such as {@code request}, {@code account}, {@code week} and {@code run}, and their values
 */
public record Trail(Map<String, String> marks) {

    private static final Trail NONE = new Trail(Map.of());

    public Trail {
        marks = Map.copyOf(marks);
    }

    /** Work on a week of an account, for a request where somebody asks. */
    public static Trail of(Object account, Object week, Optional<String> request) {
        var marks = new LinkedHashMap<>(Map.of("account", account.toString(), "week", week.toString()));
        request.ifPresent(id -> marks.put("request", id));
        return new Trail(marks);
    }

    /** Work of one run. */
    public static Trail ofRun(Object run) {
        return new Trail(Map.of("run", run.toString()));
    }

    /** The same with one more mark. */
    public Trail and(String name, String value) {
        var more = new LinkedHashMap<>(marks);
        more.put(name, value);
        return new Trail(more);
    }

    /** The work, with these marks on its lines beside those that it has. */
    public <T> Mono<T> on(Mono<T> work) {
        return told(work).contextWrite(this::addedTo);
    }

    /** The same. */
    public <T> Flux<T> on(Flux<T> work) {
        return told(work).contextWrite(this::addedTo);
    }

    /**
     * What comes of {@code work} comes with the marks of whoever asked for it. To be put where an answer arrives on
     * another thread, from a database, a timer or Meta.
     */
    public static <T> Mono<T> told(Mono<T> work) {
        return work.transform(Operators.<T, T>lift(
                (_, next) -> in(next.currentContext()).marks.isEmpty()
                        ? next
                        : new Marked<>(next, in(next.currentContext()).marks)));
    }

    /** The same. */
    public static <T> Flux<T> told(Flux<T> work) {
        return work.transform(Operators.<T, T>lift(
                (_, next) -> in(next.currentContext()).marks.isEmpty()
                        ? next
                        : new Marked<>(next, in(next.currentContext()).marks)));
    }

    /** What a publisher of somebody else's tells, told with the marks of whoever asked. */
    public static <T> Flux<T> from(Publisher<T> other) {
        return told(Flux.from(other));
    }

    private Context addedTo(Context context) {
        var all = new LinkedHashMap<>(in(context).marks);
        all.putAll(marks);
        return context.put(Trail.class, new Trail(all));
    }

    private static Trail in(ContextView context) {
        return context.getOrDefault(Trail.class, NONE);
    }
}
