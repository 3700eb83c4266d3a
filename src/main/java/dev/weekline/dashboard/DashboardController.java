package dev.weekline.dashboard;

import dev.weekline.edge.AcceptEncoding;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.util.Arrays;
import java.util.Optional;

/**
 * {@code /}, {@code /docs} and {@code /assets}: the files of the pages. Browsers keep them and ask each time whether
 * they are still right, which costs little and is never wrong after an upgrade.
 */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class DashboardController {

    /** Everything comes from here, nothing is written into the page, nobody frames it. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String KEPT_AND_ASKED_FOR = "no-cache";

    private final PackagedFiles files;

    DashboardController(PackagedFiles files) {
        this.files = files;
    }

    @Get("/")
    HttpResponse<?> page(HttpRequest<?> request) {
        return answer("index.html", request);
    }

    /** The contract, to read and to try. */
    @Get("/docs")
    HttpResponse<?> docs(HttpRequest<?> request) {
        return answer("docs.html", request);
    }

    @Get("/assets/{+path}")
    HttpResponse<?> asset(@PathVariable String path, HttpRequest<?> request) {
        return answer("assets/" + path, request);
    }

    private HttpResponse<?> answer(String name, HttpRequest<?> request) {
        return files.find(name)
                .<HttpResponse<?>>map(file -> answer(file, request))
                .orElseGet(HttpResponse::notFound);
    }

    private static HttpResponse<?> answer(PackagedFile file, HttpRequest<?> request) {
        var form = file.form(takesGzip(request));
        var response = isKept(form, request)
                ? HttpResponse.notModified()
                : sent(form, form != file.plain()).header(HttpHeaders.CONTENT_TYPE, file.type());
        return response.header(HttpHeaders.ETAG, form.etag())
                .header(HttpHeaders.CACHE_CONTROL, KEPT_AND_ASKED_FOR)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY);
    }

    private static MutableHttpResponse<?> sent(PackagedFile.Form form, boolean isPacked) {
        // HEAD tells it too.
        var response = HttpResponse.ok(form.bytes()).contentLength(form.bytes().length);
        return isPacked ? response.header(HttpHeaders.CONTENT_ENCODING, "gzip") : response;
    }

    private static boolean isKept(PackagedFile.Form form, HttpRequest<?> request) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH)).stream()
                .flatMap(tags -> Arrays.stream(tags.split(",", -1)))
                .map(tag -> tag.strip().replaceFirst("^W/", ""))
                .anyMatch(tag -> tag.equals(form.etag()) || tag.equals("*"));
    }

    private static boolean takesGzip(HttpRequest<?> request) {
        var accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && AcceptEncoding.takesGzip(accepted);
    }
}
