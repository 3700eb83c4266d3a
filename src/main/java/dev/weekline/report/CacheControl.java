package dev.weekline.report;

import dev.weekline.access.Caller;
import dev.weekline.access.Scope;
import dev.weekline.report.Asked.Mode;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller says of stored answers in {@code Cache-Control} (RFC 9111). */
final class CacheControl {

    private CacheControl() {}

    /**
     * What contradicts itself is read as {@code only-if-cached}, which costs nothing. Who may not have Meta asked anew
     * is answered as if it had not been asked for: browsers send {@code no-cache} whenever somebody presses reload.
     */
    static Mode mode(@Nullable String header, Caller caller) {
        if (header == null) {
            return Mode.USUAL;
        }
        var directives = Arrays.stream(header.split(",", -1))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (directives.contains("only-if-cached")) {
            return Mode.ONLY_IF_CACHED;
        }
        var anew = directives.contains("no-cache") || directives.contains("max-age=0");
        return anew && caller.may(Scope.REFRESH) ? Mode.ANEW : Mode.USUAL;
    }
}
