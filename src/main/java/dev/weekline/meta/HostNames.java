package dev.weekline.meta;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks host names up as the JDK does, but on a virtual thread: the JDK blocks, and an event loop must not. */
final class HostNames extends AddressResolverGroup<InetSocketAddress> {

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new OffTheEventLoop(executor).asAddressResolver();
    }

    private static final class OffTheEventLoop extends InetNameResolver {

        OffTheEventLoop(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            resolve(() -> InetAddress.getByName(host), promise);
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            resolve(() -> List.of(InetAddress.getAllByName(host)), promise);
        }

        private static <T> void resolve(LookUp<T> lookUp, Promise<T> promise) {
            Thread.ofVirtual().name("host-name").start(() -> {
                try {
                    promise.trySuccess(lookUp.get());
                } catch (UnknownHostException | RuntimeException e) {
                    promise.tryFailure(e);
                }
            });
        }
    }

    private interface LookUp<T> {
        T get() throws UnknownHostException;
    }
}
