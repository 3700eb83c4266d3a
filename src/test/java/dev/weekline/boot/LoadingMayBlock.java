package dev.weekline.boot;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What happens once in the life of a process may block even an event loop: reading lists of services from jars. */
public final class LoadingMayBlock implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.micronaut.core.io.service.SoftServiceLoader", "firstOr");
        builder.allowBlockingCallsInside("io.micronaut.core.io.service.SoftServiceLoader", "collectAll");
    }
}
