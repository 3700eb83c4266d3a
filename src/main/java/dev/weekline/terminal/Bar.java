package dev.weekline.terminal;

import java.io.PrintWriter;

/** A line that shows how far something is, written over itself where a terminal looks on. */
final class Bar {

    private static final int WIDTH = 30;
    private static final int ALL = 100;

    private final PrintWriter out;
    private final boolean overItself;
    private String last = "";

    Bar(PrintWriter out, boolean overItself) {
        this.out = out;
        this.overItself = overItself;
    }

    void show(int percent, String more) {
        var done = WIDTH * percent / ALL;
        var line = "[" + "#".repeat(done) + ".".repeat(WIDTH - done) + "] " + percent + " %" + more;
        if (!line.equals(last)) {
            out.print(overItself ? "\r\033[K" + line : line + System.lineSeparator());
            out.flush();
            last = line;
        }
    }

    void end() {
        if (overItself && !last.isEmpty()) {
            out.println();
        }
    }
}
