package dev.weekline.edge;

import java.util.regex.Pattern;

/** What an {@code Accept-Encoding} header says (RFC 9110); weights only count where they refuse. */
public final class AcceptEncoding {

    private static final Pattern REFUSED = Pattern.compile("\\s*q=0(\\.0*)?\\s*", Pattern.CASE_INSENSITIVE);

    private AcceptEncoding() {}

    /** Whether a caller takes gzip, by its name or, where it is not named, by the star. */
    public static boolean takesGzip(String header) {
        var star = false;
        for (var coding : header.split(",", -1)) {
            var end = coding.indexOf(';');
            var name = (end < 0 ? coding : coding.substring(0, end)).strip();
            var taken = end < 0 || !REFUSED.matcher(coding.substring(end + 1)).matches();
            if (name.equalsIgnoreCase("gzip")) {
                return taken;
            }
            star |= taken && name.equals("*");
        }
        return star;
    }
}
