package dev.weekline.meta;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once in the log, and counts, where our recipes and Meta's API have grown apart: a field that it refuses, a
 * version that answers in the place of the one that was asked for.
 */
@Singleton
final class OutOfDate {

    private static final Logger LOG = LoggerFactory.getLogger(OutOfDate.class);
    private static final int MOST = 1_000;

    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final MeterRegistry meters;
    private final String version;

    OutOfDate(MetaSettings settings, MeterRegistry meters) {
        this.version = settings.apiVersion();
        this.meters = meters;
    }

    /** A recipe was asked without a field that Meta refuses. */
    void omitted(Recipe recipe, String field) {
        Counter.builder("weekline.meta.omitted.fields")
                .description("Times that a recipe was asked without a field that Meta refuses")
                .tag("recipe", recipe.label())
                .tag("field", field)
                .register(meters)
                .increment();
        if (isNews(recipe.label() + " " + field)) {
            LOG.warn(
                    "Meta refuses {} in {}: it is left out from now on and tried again tomorrow",
                    field,
                    recipe.label());
        }
    }

    /** An answer names the version that made it; {@code answered} is empty where it names none. */
    void answeredBy(String answered) {
        if (answered.isEmpty() || answered.equals(version)) {
            return;
        }
        count("weekline.meta.version.mismatches", "Answers that another version of Meta's API made than was asked");
        if (isNews(answered)) {
            LOG.warn("Meta answers with {} when asked for {}: check weekline.meta.api-version", answered, version);
        }
    }

    /** Meta no longer serves the version that is asked for, so nothing more can be fetched. */
    void versionIsDead() {
        count("weekline.meta.version.dead", "Answers that say that the version asked is not served any more");
        if (isNews("dead " + version)) {
            LOG.error(
                    "Meta no longer serves {}: raise weekline.meta.api-version; until then nothing is fetched",
                    version);
        }
    }

    private void count(String name, String what) {
        Counter.builder(name)
                .description(what)
                .tag("asked", version)
                .register(meters)
                .increment();
    }

    private boolean isNews(String what) {
        return said.size() < MOST && said.add(what);
    }
}
