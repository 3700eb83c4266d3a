package dev.weekline.sandbox;

/** Ends the reading of a request that Meta would refuse. */
final class GraphException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient GraphError error;

    GraphException(GraphError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    GraphError error() {
        return error;
    }
}
