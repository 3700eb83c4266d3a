package dev.weekline.boot;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What may block even an event loop: what happens once in the life of a process, such as reading lists of services from
 * jars, and locks inside libraries that are held for a few instructions.
 */
public final class LoadingMayBlock implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.micronaut.core.io.service.SoftServiceLoader", "firstOr");
        builder.allowBlockingCallsInside("io.micronaut.core.io.service.SoftServiceLoader", "collectAll");
        // Micronaut remembers which bean it found; two that remember at once wait for each other's few instructions.
        builder.allowBlockingCallsInside("io.micronaut.core.util.clhm.ConcurrentLinkedHashMap", "put");
        // Netty's allocator grows under its own lock of a few instructions.
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "allocate");
        // Whoever stops a timer takes it off the timers' list, under the list's lock.
        builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
        // Jackson finds out how to read a type, once; who comes at the same moment waits for that.
        builder.allowBlockingCallsInside(
                "com.fasterxml.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        // So does Micronaut with how to write one.
        builder.allowBlockingCallsInside("io.micronaut.serde.support.serializers.SerBean", "initialize");
        builder.allowBlockingCallsInside("io.micronaut.serde.support.deserializers.DeserBean", "initialize");
        // Taking a task that repeats off the queue of a timer, which Reactor itself allows for every other kind of
        // task.
        builder.allowBlockingCallsInside("reactor.core.scheduler.PeriodicWorkerTask", "dispose");
        // The certificate is read before anybody can connect.
        builder.allowBlockingCallsInside("io.micronaut.http.ssl.SslBuilder", "load");
        // A file in name only: the system's random numbers, which a new connection to PostgreSQL begins with.
        builder.allowBlockingCallsInside("com.ongres.scram.client.ScramClient$Builder", "build");
    }
}
