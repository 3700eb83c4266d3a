package dev.weekline.backfill;

/** A step of the background is over, on this replica. */
record StepTaken(Step step) {}
