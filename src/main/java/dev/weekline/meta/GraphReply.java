package dev.weekline.meta;

/** What came back over HTTP, before anybody reads its meaning. */
sealed interface GraphReply {

    /** An answer came whole. */
    @SuppressWarnings("ArrayRecordComponent") // read once and dropped
    record Answered(int status, byte[] body, UsageHeaders usage, String traceHeader, String version)
            implements GraphReply {}

    /** No whole answer came. */
    record Lost(GraphFailure failure) implements GraphReply {}
}
