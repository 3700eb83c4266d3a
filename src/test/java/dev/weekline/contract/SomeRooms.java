package dev.weekline.contract;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanResolutionContext;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.List;
import java.util.Map;

/**
 * Starts a server with a few beans of the service and none of the others, so that it needs no database; it lets
 * everybody in.
 *
 * @param kept how the names of the classes begin that are left in
 */
public record SomeRooms(List<String> kept) implements BeanConfiguration {

    private static final String ALL = "dev.weekline.";

    /** A running server on a free port; what is set in the environment is not seen. */
    public static EmbeddedServer start(Map<String, Object> settings, String... kept) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .enableDefaultPropertySources(false)
                .banner(false)
                .beanConfigurations(new SomeRooms(List.of(kept)))
                .properties(Map.of("micronaut.server.port", -1, "micronaut.security.filter.enabled", false))
                .properties(settings)
                .run(EmbeddedServer.class);
    }

    @Override
    public boolean isWithin(String className) {
        return className.startsWith(ALL) && kept.stream().noneMatch(className::startsWith);
    }

    @Override
    public boolean isEnabled(BeanContext context, BeanResolutionContext resolution) {
        return false;
    }

    @Override
    public Package getPackage() {
        return SomeRooms.class.getPackage();
    }

    @Override
    public String getName() {
        return "some-rooms";
    }

    @Override
    public String getVersion() {
        return "1";
    }

    @Override
    public AnnotationMetadata getAnnotationMetadata() {
        return AnnotationMetadata.EMPTY_METADATA;
    }
}
