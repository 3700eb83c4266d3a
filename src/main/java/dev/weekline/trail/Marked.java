package dev.weekline.trail;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.MDC;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

/** Hands everything on, with marks on whatever is logged meanwhile. */
final class Marked<T> implements CoreSubscriber<T> {

    private final CoreSubscriber<? super T> next;
    private final Map<String, String> marks;

    Marked(CoreSubscriber<? super T> next, Map<String, String> marks) {
        this.next = next;
        this.marks = marks;
    }

    @Override
    public Context currentContext() {
        return next.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        marked(() -> next.onSubscribe(subscription));
    }

    @Override
    public void onNext(T value) {
        marked(() -> next.onNext(value));
    }

    @Override
    public void onError(Throwable fault) {
        marked(() -> next.onError(fault));
    }

    @Override
    public void onComplete() {
        marked(next::onComplete);
    }

    /** The thread is somebody else's afterwards, and may have been before. */
    private void marked(Runnable handingOn) {
        var before = new HashMap<String, @Nullable String>();
        marks.forEach((name, value) -> {
            before.put(name, MDC.get(name));
            MDC.put(name, value);
        });
        try {
            handingOn.run();
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    MDC.remove(name);
                } else {
                    MDC.put(name, value);
                }
            });
        }
    }
}
