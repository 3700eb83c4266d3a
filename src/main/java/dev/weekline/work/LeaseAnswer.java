package dev.weekline.work;

/** What came of trying to take the lease of a week. */
public sealed interface LeaseAnswer permits Lease, Held, Resting {}
