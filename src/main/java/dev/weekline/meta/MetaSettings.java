package dev.weekline.meta;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which Graph API is asked, and how patiently.
 *
 * @param mode sandbox or live
 * @param baseUrl where it is
 * @param apiVersion the version that every path begins with
 * @param appSecret adds a proof of it to every call; none where it is absent or blank
 * @param patience how long a call may wait for its turn; one that would wait longer is put off, so that it holds up
 *     nothing else
 * @param retries how often a call that failed for the moment is made again at most
 * @param retryBase the longest pause before the first of these; it doubles with each
 * @param retriesOfRun how many calls of one fetch are made again at most
 * @param maxPages where a walk is given up
 */
@ConfigurationProperties("weekline.meta")
record MetaSettings(
        @Bindable(defaultValue = "sandbox") MetaMode mode,

        @Bindable(defaultValue = "https://graph.facebook.com")
        URI baseUrl,

        @Bindable(defaultValue = "v26.0") String apiVersion,
        @Nullable String appSecret,
        @Bindable(defaultValue = "30s") Duration patience,
        @Bindable(defaultValue = "2") int retries,
        @Bindable(defaultValue = "250ms") Duration retryBase,
        @Bindable(defaultValue = "10") int retriesOfRun,
        @Bindable(defaultValue = "2000") int maxPages) {

    private static final Pattern VERSION = Pattern.compile("v\\d{1,3}\\.\\d{1,2}");
    private static final int MOST_RETRIES = 10;

    MetaSettings {
        if (!"http".equals(baseUrl.getScheme()) && !"https".equals(baseUrl.getScheme()) || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("weekline.meta.base-url is an http or https address with a host");
        }
        if (baseUrl.getUserInfo() != null || baseUrl.getQuery() != null || baseUrl.getFragment() != null) {
            throw new IllegalArgumentException("weekline.meta.base-url has no user, query or fragment");
        }
        if (!VERSION.matcher(apiVersion).matches()) {
            throw new IllegalArgumentException("weekline.meta.api-version is written like v26.0");
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("weekline.meta.patience is not negative");
        }
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("weekline.meta.retries is 0 to " + MOST_RETRIES);
        }
        if (!retryBase.isPositive()) {
            throw new IllegalArgumentException("weekline.meta.retry-base is longer than nothing");
        }
        if (retriesOfRun < 0) {
            throw new IllegalArgumentException("weekline.meta.retries-of-run is not negative");
        }
        if (maxPages < 1) {
            throw new IllegalArgumentException("weekline.meta.max-pages is 1 or more");
        }
    }

    /** The app secret, where there is one. */
    Optional<String> secret() {
        return Optional.ofNullable(appSecret).filter(secret -> !secret.isBlank());
    }

    @Override
    public String toString() {
        return "MetaSettings[mode=%s, baseUrl=%s, apiVersion=%s, appSecret=%s]"
                .formatted(mode, baseUrl, apiVersion, secret().isPresent() ? "hidden" : "none");
    }
}
