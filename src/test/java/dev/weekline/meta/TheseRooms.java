package dev.weekline.meta;

import dev.weekline.account.TokenWatch;
import dev.weekline.quota.CallQuota;
import dev.weekline.trail.Tracing;
import io.micronaut.context.DefaultApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.micronaut.inject.BeanDefinitionReference;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The beans of this room, wired as in the service, with nothing else of ours: the quota grants everything. */
final class TheseRooms extends DefaultApplicationContext {

    private static final List<String> OTHERS =
            List.of("io.micronaut.data.", "io.micronaut.r2dbc.", "io.micronaut.flyway.", "io.micronaut.management.");

    private TheseRooms() {
        super("test");
    }

    static TheseRooms with(Map<String, Object> settings) {
        var rooms = new TheseRooms();
        rooms.getEnvironment().addPropertySource(PropertySource.of("of the test", settings));
        rooms.start();
        rooms.registerSingleton(InstantSource.class, Clock.systemUTC());
        rooms.registerSingleton(TokenWatch.class, new TokensWatched());
        rooms.registerSingleton(Tracing.class, Tracing.off());
        rooms.registerSingleton(CallQuota.class, new RecordedQuota());
        rooms.registerSingleton(Lessons.class, new LessonsInMemory());
        rooms.registerSingleton(ReportRuns.class, new ReportRunsInMemory());
        return rooms;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the class above declares it
    protected List<BeanDefinitionReference> resolveBeanDefinitionReferences() {
        return super.resolveBeanDefinitionReferences().stream()
                .filter(reference -> isHere(reference.getBeanDefinitionName()))
                .toList();
    }

    private static boolean isHere(String name) {
        return name.startsWith("dev.weekline.")
                ? name.startsWith("dev.weekline.meta.") && !name.contains("Rows")
                : OTHERS.stream().noneMatch(name::startsWith);
    }
}
