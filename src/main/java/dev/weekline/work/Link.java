package dev.weekline.work;

import java.time.Instant;

/**
 * Whether notices arrive. Between two links of one epoch none was missed; what was learned in another epoch, or while
 * there was no connection, may have changed unheard.
 *
 * @param epoch a number that rises with every new connection; 0 before the first
 * @param connected whether notices arrive now
 * @param since since when
 */
public record Link(long epoch, boolean connected, Instant since) {

    /** Whether no notice was missed since {@code earlier}, which was read before what is to be trusted was. */
    public boolean hasHeardAllSince(Link earlier) {
        return connected && earlier.connected && epoch == earlier.epoch;
    }
}
