package dev.weekline.work;

/** A lease is over, and somebody else may have the next: whoever held it must not store anything any more. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException(Lease lease) {
        super("Lease " + lease.fence() + " of " + lease.account() + " " + lease.week() + " is over");
    }
}
