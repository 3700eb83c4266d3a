package dev.weekline.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Reads a request: who is asking, for which account, for what. */
final class Router {

    private final Map<String, SandboxAccount> byId;
    private final Map<String, SandboxAccount> byToken;
    private final Optional<String> appSecret;

    Router(SandboxSettings settings) {
        this.byId = index(settings.accounts(), SandboxAccount::id);
        this.byToken = index(settings.accounts(), SandboxAccount::accessToken);
        this.appSecret = settings.appSecret();
    }

    /** What is asked at {@code now}. */
    Asked route(HttpExchange exchange, Instant now) {
        var node = "";
        try {
            var request = GraphRequest.of(exchange);
            node = byId.containsKey(request.node()) ? request.node() : "";
            return route(request, now);
        } catch (GraphException refused) {
            return new Asked.Refused(node, refused.error());
        }
    }

    private Asked route(GraphRequest request, Instant now) throws GraphException {
        if (!request.version().isAlive()) {
            throw new GraphException(GraphError.deadVersion(Version.NEWEST.toString()));
        }
        var account = visible(request);
        if (!request.method().equals("get")) {
            throw new GraphException(GraphError.unsupported(request.method(), request.node()));
        }
        if (request.edge().isEmpty()) {
            return new Asked.ForNode(account, AccountNode.fields(request.parameters()), request.version());
        }
        if (!request.edge().get().equals("insights")) {
            throw new GraphException(GraphError.unknownPath());
        }
        var today = now.atZone(account.zone()).toLocalDate();
        return new Asked.ForInsights(InsightsParser.parse(account, request.parameters(), today), request);
    }

    private SandboxAccount visible(GraphRequest request) throws GraphException {
        var own = owner(request);
        var asked = byId.get(request.node());
        if (asked == null) {
            throw new GraphException(GraphError.unsupported(request.method(), request.node()));
        }
        if (!asked.equals(own)) {
            throw new GraphException(GraphError.notGranted());
        }
        return asked;
    }

    private SandboxAccount owner(GraphRequest request) throws GraphException {
        var token = request.token().orElseThrow(() -> new GraphException(GraphError.noToken()));
        var owner = byToken.get(token);
        if (owner == null) {
            throw new GraphException(GraphError.badToken());
        }
        var proof = request.parameters().find("appsecret_proof");
        if (proof.isPresent() && appSecret.isPresent() && !isProof(proof.get(), appSecret.get(), token)) {
            throw new GraphException(GraphError.badProof());
        }
        return owner;
    }

    private static boolean isProof(String proof, String secret, String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var right = HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.US_ASCII), proof.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static Map<String, SandboxAccount> index(
            List<SandboxAccount> accounts, Function<SandboxAccount, String> key) {
        return accounts.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
