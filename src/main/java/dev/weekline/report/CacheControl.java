package dev.weekline.report;

import dev.weekline.report.Asked.Mode;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller says of stored answers in {@code Cache-Control} (RFC 9111). */
final class CacheControl {

    private CacheControl() {}

    /** What contradicts itself is read as {@code only-if-cached}, which costs nothing. */
    static Mode mode(@Nullable String header) {
        if (header == null) {
            return Mode.USUAL;
        }
        var directives = Arrays.stream(header.split(",", -1))
                .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (directives.contains("only-if-cached")) {
            return Mode.ONLY_IF_CACHED;
        }
        return directives.contains("no-cache") || directives.contains("max-age=0") ? Mode.ANEW : Mode.USUAL;
    }
}
