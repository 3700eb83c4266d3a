package dev.weekline.meta;

import java.util.concurrent.atomic.AtomicInteger;

/** How many calls one run may still repeat; its questions, asked side by side, share it. */
public final class Retries {

    private final AtomicInteger left;

    /** @param most repetitions in all */
    public Retries(int most) {
        this.left = new AtomicInteger(most);
    }

    /** Takes one repetition, if one is left. */
    boolean take() {
        return left.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
    }
}
