package dev.weekline.boot;

import dev.weekline.work.Workload;
import java.util.function.Consumer;

/** One line of a terminal that says how far the background is, written over itself. */
final class ProgressLine {

    private static final String OVER_ITSELF = "\033[K";

    /** Whatever is logged next begins where this line does, rather than behind it. */
    private static final String BACK = "\r";

    private final Consumer<String> terminal;
    private long most;

    /** @param terminal takes text as it is, without an end of line */
    ProgressLine(Consumer<String> terminal) {
        this.terminal = terminal;
    }

    /** Shows how much there is to do, which is done when there is nothing left. */
    void show(Workload now) {
        most = Math.max(most, now.queued());
        if (most == 0) {
            return;
        }
        terminal.accept(OVER_ITSELF + line(now) + (now.queued() == 0 ? System.lineSeparator() : BACK));
        if (now.queued() == 0) {
            most = 0;
        }
    }

    private String line(Workload now) {
        var done = most - now.queued();
        var givenUp = now.dead() == 0 ? "" : ", %d given up".formatted(now.dead());
        return "Weeks that fill themselves: %d of %d%s".formatted(done, most, givenUp);
    }
}
