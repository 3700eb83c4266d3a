package dev.weekline.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Who is asking. Every account has a token of its own that reads it alone; others may have been added. */
final class Tokens {

    /** The app that all tokens were made for. */
    static final String APP_ID = "1203300000000901";

    private final Map<String, SandboxToken> bySecret = new HashMap<>();
    private final Optional<String> appSecret;
    private final boolean requiresProof;

    Tokens(SandboxSettings settings) {
        settings.accounts().forEach(it -> add(SandboxToken.reading(it.accessToken(), List.of(it.id()))));
        settings.rules().tokens().forEach(this::add);
        this.appSecret = settings.appSecret();
        this.requiresProof = settings.rules().requiresProof() && appSecret.isPresent();
    }

    private void add(SandboxToken token) {
        bySecret.put(token.secret(), token);
    }

    Optional<SandboxToken> find(String secret) {
        return Optional.ofNullable(bySecret.get(secret));
    }

    /**
     * The token that a request comes with.
     *
     * @throws GraphException where there is none, where it is dead, and where its proof is missing or wrong
     */
    SandboxToken of(GraphRequest request, Instant now) throws GraphException {
        var secret = request.token().orElseThrow(() -> new GraphException(GraphError.noToken()));
        var token = find(secret).orElseThrow(() -> new GraphException(GraphError.badToken()));
        var dead = token.deadAt(now);
        if (dead.isPresent()) {
            throw new GraphException(dead.get());
        }
        checkProof(request, secret);
        return token;
    }

    /** Whether a request comes from the app itself rather than from a user. */
    boolean isApp(GraphRequest request) {
        return request.token()
                .flatMap(token -> appSecret.map(secret -> same(APP_ID + "|" + secret, token)))
                .orElse(false);
    }

    private void checkProof(GraphRequest request, String token) throws GraphException {
        var proof = request.parameters().find("appsecret_proof");
        if (proof.isEmpty() && requiresProof) {
            throw new GraphException(GraphError.noProof());
        }
        if (proof.isPresent() && appSecret.isPresent() && !same(proof(appSecret.get(), token), proof.get())) {
            throw new GraphException(GraphError.badProof());
        }
    }

    private static String proof(String secret, String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }

    private static boolean same(String right, String given) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
