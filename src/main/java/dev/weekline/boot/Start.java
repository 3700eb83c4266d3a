package dev.weekline.boot;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Starts the service, step by step: database, tables, sandbox, HTTP server. */
final class Start {

    private static final Duration DATABASE_COMES_UP_WITHIN = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final Clock clock;
    private final Consumer<String> say;
    private final Opened opened;

    /** @param opened closes whatever was started, at any moment */
    Start(Map<String, String> environment, Clock clock, Consumer<String> say, Opened opened) {
        this.environment = Map.copyOf(environment);
        this.clock = clock;
        this.say = say;
        this.opened = opened;
    }

    Weekline run() {
        try {
            return steps();
        } catch (RuntimeException | Error failure) {
            opened.giveUp();
            throw StartFailure.of(failure);
        }
    }

    private Weekline steps() {
        var settings = Settings.of(environment);
        var directory = new DataDirectory(settings.dataDirectory());
        var database = settings.database()
                .map(address -> new OutsideDatabase(address, DATABASE_COMES_UP_WITHIN, say).reach())
                .orElseGet(() -> startDatabase(directory));
        Migrations.apply(database);

        var adminKey = AdminKey.of(settings, directory);
        var properties = new LinkedHashMap<>(database.properties());
        properties.put("weekline.admin-key", adminKey.value());
        properties.put("weekline.encryption-key", encryptionKeys(settings, directory));
        properties.put("weekline.meta.mode", settings.mode().name().toLowerCase(Locale.ROOT));

        var context = opened.add(contextOf(properties)).start();
        new SettingsCheck(context).run();
        var address = ServerAddress.of(context.getBean(EmbeddedServer.class).start());
        Readiness.await(address);
        return new Weekline(address, adminKey.value(), List.of(), context, opened);
    }

    private DatabaseAddress startDatabase(DataDirectory directory) {
        opened.add(directory.takeAlone());
        return opened.add(new EmbeddedDatabase(directory, List.of(), say)).start();
    }

    private static String encryptionKeys(Settings settings, DataDirectory directory) {
        return settings.encryptionKeys().orElseGet(() -> directory.secret("encryption-key", Secrets::encryptionKey));
    }

    private ApplicationContext contextOf(Map<String, Object> properties) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .environmentPropertySource(false)
                .propertySources(new Variables(environment))
                .properties(properties)
                .singletons(clock)
                .banner(false)
                .build();
    }
}
