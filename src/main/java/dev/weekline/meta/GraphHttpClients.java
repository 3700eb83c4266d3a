package dev.weekline.meta;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.HttpClientConfiguration;
import io.micronaut.http.client.LoadBalancer;
import io.micronaut.logging.LogLevel;
import io.micronaut.logging.LoggingSystem;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.resolver.AddressResolverGroup;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes the HTTP client that talks to the Graph API, with bounds of its own and nothing shared but the event loops. */
@Factory
final class GraphHttpClients {

    static final String NAME = "graph";

    /** Kept at level info: below it the client shows addresses, which may prove the app secret, and whole bodies. */
    static final String LOGGER = "dev.weekline.meta.http";

    /** The usage header of a business with 32 accounts alone may have 6 kB. */
    private static final int HEADER_LIMIT = 64 * 1024;

    private static final Duration MOPPING_UP = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(50);

    @Singleton
    @Named(NAME)
    @Bean(preDestroy = "close")
    HttpClient client(BeanContext beans, MetaSettings meta, HttpSettings settings, List<LoggingSystem> logging) {
        logging.forEach(system -> system.setLogLevel(LOGGER, LogLevel.INFO));
        var configuration = configuration(settings);
        configuration.setAddressResolverGroupName(NAME);
        return beans.createBean(HttpClient.class, LoadBalancer.fixed(meta.baseUrl()), configuration);
    }

    @Singleton
    @Named(NAME)
    @Bean(preDestroy = "close")
    AddressResolverGroup<InetSocketAddress> hostNames() {
        return new HostNames();
    }

    static HttpClientConfiguration configuration(HttpSettings settings) {
        var configuration = new DefaultHttpClientConfiguration();
        configuration.setConnectTimeout(settings.connectDeadline());
        configuration.setReadTimeout(settings.firstByteDeadline());
        // The deadline of a call is kept by its caller; this only mops up after it.
        configuration.setRequestTimeout(settings.callDeadline().plus(MOPPING_UP));
        configuration.setConnectionPoolIdleTimeout(IDLE);
        configuration.setMaxContentLength(settings.bodyLimit());
        configuration.setMaxHeaderSize(HEADER_LIMIT);
        configuration.setExceptionOnErrorStatus(false);
        // A redirect would carry the token to wherever it points.
        configuration.setFollowRedirects(false);
        configuration.setLoggerName(LOGGER);
        // Pages hold links with the token in them, and pooled buffers would keep it after they were read.
        configuration.setChannelOptions(Map.of("ALLOCATOR", UnpooledByteBufAllocator.DEFAULT));
        var pool = configuration.getConnectionPoolConfiguration();
        pool.setMaxConcurrentHttp1Connections(settings.connections());
        pool.setMaxPendingConnections(settings.connections());
        pool.setMaxPendingAcquires(settings.pendingCalls());
        pool.setAcquireTimeout(settings.firstByteDeadline());
        return configuration;
    }
}
