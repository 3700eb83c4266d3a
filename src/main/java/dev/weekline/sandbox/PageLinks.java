package dev.weekline.sandbox;

import dev.weekline.sandbox.Page.Position;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a page begins and ends, and the way to its neighbours.
 *
 * @param before cursor of its beginning
 * @param after cursor of its end
 * @param previous URL of the page before; empty on the first
 * @param next URL of the page after; empty on the last
 */
record PageLinks(String before, String after, Optional<String> previous, Optional<String> next) {

    private static final List<String> MADE_ANEW = List.of("access_token", "appsecret_proof", "after", "before");

    /** @param asOf what was known when the walk began */
    static PageLinks of(URI base, GraphRequest request, PageAsked asked, Page<?> page, Instant asOf) {
        var before = cursor(asked, 0, asOf, page.from());
        var after = cursor(asked, 1, asOf, page.to());
        return new PageLinks(
                before,
                after,
                page.first() ? Optional.empty() : Optional.of(url(base, request, "before", before)),
                page.last() ? Optional.empty() : Optional.of(url(base, request, "after", after)));
    }

    private static String cursor(PageAsked asked, int pagesOn, Instant asOf, Position at) {
        return new Cursor(asked.question(), asked.number() + pagesOn, asOf, at).encoded();
    }

    /** As Meta does it: with the token, without its proof. */
    private static String url(URI base, GraphRequest request, String direction, String cursor) {
        var token = request.token().map(Parameters::encoded).orElse("");
        var rest = request.parameters().encodedWithout(MADE_ANEW);
        return base + "/" + request.version() + "/" + request.path() + "?access_token=" + token
                + (rest.isEmpty() ? "" : "&" + rest) + "&" + direction + "=" + Parameters.encoded(cursor);
    }
}
