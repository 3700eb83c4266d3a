package dev.weekline.report;

import dev.weekline.report.ReportAnswer.Promised;

/** Ends a request with a promise instead of what was asked for. It has no stack trace: it reports what was foreseen. */
final class PromisedException extends RuntimeException {

    private final transient Promised promised;

    PromisedException(Promised promised) {
        super(promised.operation().path(), null, false, false);
        this.promised = promised;
    }

    Promised promised() {
        return promised;
    }
}
