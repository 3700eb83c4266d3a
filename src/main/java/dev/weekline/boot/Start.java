package dev.weekline.boot;

import dev.weekline.account.Registration;
import dev.weekline.meta.MetaMode;
import dev.weekline.sandbox.Sandbox;
import dev.weekline.sandbox.SandboxSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the service, step by step: database, tables, sandbox, HTTP server. */
final class Start {

    private static final Duration DATABASE_COMES_UP_WITHIN = Duration.ofSeconds(10);

    /** Moments are as fine as the database keeps them: one that was stored is the same as the one in memory. */
    private static final Duration FINEST = Duration.ofNanos(1_000);

    private final Map<String, String> environment;
    private final Clock clock;
    private final SandboxSettings sandboxSettings;
    private final Consumer<String> say;
    private final Opened opened;

    /** @param opened closes whatever was started, at any moment */
    Start(
            Map<String, String> environment,
            Clock clock,
            SandboxSettings sandboxSettings,
            Consumer<String> say,
            Opened opened) {
        this.environment = Map.copyOf(environment);
        this.clock = Clock.tick(clock, FINEST);
        this.sandboxSettings = sandboxSettings;
        this.say = say;
        this.opened = opened;
    }

    Weekline run() {
        try {
            return steps();
        } catch (RuntimeException | Error failure) {
            throw opened.giveUp() ? StartFailure.of(failure) : new CannotStartException(Opened.CALLED_OFF, failure);
        }
    }

    private Weekline steps() {
        LogFormat.check(environment);
        var settings = Settings.of(environment);
        Listening.check(environment, settings);
        var crossOrigin = CrossOrigin.of(environment);
        var tls = Tls.of(environment);
        var directory = new DataDirectory(settings.dataDirectory());
        var database = settings.database()
                .map(address -> new OutsideDatabase(address, DATABASE_COMES_UP_WITHIN, say).reach())
                .orElseGet(() -> startDatabase(directory));
        var tables = Migrations.apply(database);
        var encryptionKeys = encryptionKeys(settings, directory);
        StoredTokens.check(database, encryptionKeys);

        var sandbox = settings.mode() == MetaMode.SANDBOX ? Optional.of(startSandbox()) : Optional.<Sandbox>empty();
        var adminKey = AdminKey.of(settings, directory);
        var properties = new LinkedHashMap<>(database.properties());
        properties.put(DatabaseHealth.TABLES, tables);
        properties.put(DatabaseFacts.EMBEDDED, settings.database().isEmpty());
        properties.put("weekline.admin-key", adminKey.value());
        properties.put("weekline.encryption-key", encryptionKeys);
        properties.put("weekline.meta.mode", settings.mode().word());
        properties.putAll(crossOrigin.properties());
        tls.ifPresent(proof -> properties.putAll(proof.properties(environment)));
        sandbox.ifPresent(started ->
                properties.put("weekline.meta.base-url", started.baseUrl().toString()));

        var context = opened.add(new ContextWithPool(contextOf(properties))).start();
        var address = ServerAddress.of(context.getBean(EmbeddedServer.class).start());
        Readiness.await(address, tls);
        var accounts = sandbox.map(Sandbox::accounts).orElse(List.of());
        new SandboxAccounts(context.getBean(Registration.class)).register(accounts);
        return new Weekline(
                address,
                adminKey.value(),
                Welcome.lines(address, adminKey, accounts.stream(), clock.instant()),
                context,
                sandbox,
                opened);
    }

    private Sandbox startSandbox() {
        return opened.add(Sandbox.start(sandboxSettings, clock));
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
