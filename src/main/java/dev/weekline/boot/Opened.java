package dev.weekline.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far, to be closed in reverse order, from whichever thread. */
final class Opened implements AutoCloseable {

    static final String CALLED_OFF = "The start was called off.";

    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private boolean closed;

    /**
     * Adds a thing, and answers it.
     *
     * @throws CannotStartException if all was closed meanwhile; so is the thing then
     */
    <T extends AutoCloseable> T add(T thing) {
        if (push(thing)) {
            return thing;
        }
        close();
        throw new CannotStartException(CALLED_OFF);
    }

    private synchronized boolean push(AutoCloseable thing) {
        opened.push(thing);
        return !closed;
    }

    /** Closes everything, and logs what does not let itself be closed. */
    @Override
    public void close() {
        closeAll((thing, fault) ->
                LOG.warn("{} did not close: {}", thing.getClass().getSimpleName(), Sentence.first(fault)));
    }

    /**
     * Closes everything after a failure, which is told elsewhere and may well keep things from closing. Answers whether
     * nobody had closed it before: what fails after that is no news.
     */
    synchronized boolean giveUp() {
        var wasOpen = !closed;
        closeAll((thing, fault) -> LOG.debug("{} did not close", thing, fault));
        return wasOpen;
    }

    private void closeAll(BiConsumer<AutoCloseable, Exception> otherwise) {
        for (var thing : remaining()) {
            // One that does not close must not keep the others from it.
            try {
                thing.close();
            } catch (Exception fault) {
                otherwise.accept(thing, fault);
            }
        }
    }

    private synchronized Deque<AutoCloseable> remaining() {
        closed = true;
        var remaining = new ArrayDeque<>(opened);
        opened.clear();
        return remaining;
    }
}
