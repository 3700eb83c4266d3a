package dev.weekline.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.account.AccessToken;
import dev.weekline.meta.GraphFailure.TooLarge;
import dev.weekline.meta.GraphFailure.TooLarge.Sign;
import dev.weekline.meta.GraphFailure.Transient;
import dev.weekline.meta.GraphReply.Answered;
import dev.weekline.meta.GraphReply.Lost;
import dev.weekline.quota.Permit.Granted;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.exceptions.ContentLengthExceededException;
import io.micronaut.http.client.exceptions.HttpClientException;
import io.micronaut.http.client.exceptions.ReadTimeoutException;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One call of the Graph API over HTTP. The token goes into a header, so no address holds it but the one that asks about
 * it.
 */
@Singleton
final class GraphHttp {

    /** Asks about a token, which has to be told in the address: Meta takes it nowhere else. */
    static final String TOKEN_NODE = "debug_token";

    private static final Argument<byte[]> BYTES = Argument.of(byte[].class);
    private static final Pattern VERSION = Pattern.compile("v\\d{1,3}\\.\\d{1,2}");

    private final HttpClient client;
    private final HttpSettings settings;
    private final String root;
    private final Optional<AppSecretProof> proof;
    private final Scheduler timer;

    @Inject
    GraphHttp(
            @Named(GraphHttpClients.NAME) HttpClient client,
            MetaSettings meta,
            HttpSettings settings,
            @Named("timer") Optional<Scheduler> timer) {
        this.client = client;
        this.settings = settings;
        this.root = meta.baseUrl().toString().replaceAll("/+$", "") + "/" + meta.apiVersion() + "/";
        this.proof = meta.secret().map(AppSecretProof::new);
        this.timer = timer.orElseGet(Schedulers::parallel);
    }

    /**
     * Asks once per subscription, within the deadlines. Whatever goes wrong on the way is an answer. The client can not
     * call a request back, so one that is abandoned is left to end by itself, within the client's own bounds.
     *
     * @param permit that the quota gave for this one call: without one there is no way past the quota
     */
    Mono<GraphReply> send(
            Granted permit, HttpMethod method, String path, Map<String, String> query, AccessToken token) {
        Objects.requireNonNull(permit);
        return Mono.fromFuture(() -> send(request(method, path, query, token)).toFuture(), /* suppressCancel= */ true)
                .timeout(settings.callDeadline(), timer)
                .onErrorResume(TimeoutException.class, _ -> Mono.just(late()));
    }

    private Mono<GraphReply> send(HttpRequest<?> request) {
        return Mono.from(client.exchange(request, BYTES, BYTES))
                .<GraphReply>map(GraphHttp::answered)
                .onErrorResume(HttpClientException.class, error -> Mono.just(lost(error)));
    }

    private HttpRequest<?> request(HttpMethod method, String path, Map<String, String> query, AccessToken token) {
        return HttpRequest.create(method, address(path, query, token).toString())
                .bearerAuth(token.secret())
                .accept(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .header(HttpHeaders.USER_AGENT, "weekline");
    }

    private URI address(String path, Map<String, String> query, AccessToken token) {
        var parameters = new HashMap<>(query);
        if (path.equals(TOKEN_NODE)) {
            parameters.put("input_token", token.secret());
        }
        proof.ifPresent(proof -> parameters.put("appsecret_proof", proof.of(token)));
        return URI.create(root
                + path
                + parameters.entrySet().stream()
                        .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
                        .sorted()
                        .collect(Collectors.joining("&", "?", "")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static Answered answered(HttpResponse<byte[]> response) {
        var headers = response.getHeaders();
        var usage = new HashMap<String, String>();
        UsageHeaders.NAMES.forEach(name -> headers.getFirst(name).ifPresent(text -> usage.put(name, text)));
        return new Answered(
                response.code(),
                response.getBody().orElseGet(() -> new byte[0]),
                new UsageHeaders(usage),
                headers.getFirst("x-fb-trace-id").orElse(""),
                headers.getFirst("facebook-api-version")
                        .filter(version -> VERSION.matcher(version).matches())
                        .orElse(""));
    }

    /** A question that is too large is at times never answered at all. */
    private Lost late() {
        var why = "Meta did not answer within " + spoken(settings.callDeadline());
        return new Lost(new Transient(1, Optional.of(new TooLarge(Sign.SUSPECTED, why, "")), why, ""));
    }

    private Lost lost(HttpClientException error) {
        return switch (error) {
            case ReadTimeoutException _ -> lost("sent nothing for " + spoken(settings.firstByteDeadline()));
            case ContentLengthExceededException _ ->
                new Lost(
                        new TooLarge(Sign.BODY, "Meta's answer is larger than " + settings.bodyLimit() + " bytes", ""));
            default -> lost("could not be reached (" + root(error).getClass().getSimpleName() + ")");
        };
    }

    private static Lost lost(String what) {
        return new Lost(new Transient(2, Optional.empty(), "Meta " + what, ""));
    }

    private static String spoken(Duration duration) {
        var millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }

    /** Only its name is shown: what it says may hold an address. */
    private static Throwable root(Throwable error) {
        var cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
