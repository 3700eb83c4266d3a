package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostNamesTest {

    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final HostNames names = new HostNames();

    @AfterEach
    void close() {
        names.close();
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    @Test
    void aNameBecomesItsAddresses() throws InterruptedException {
        var name = InetSocketAddress.createUnresolved("localhost", 80);

        assertThat(ended(names.getResolver(loop).resolve(name)).getNow())
                .isEqualTo(new InetSocketAddress("localhost", 80));
        assertThat(ended(names.getResolver(loop).resolveAll(name)).getNow())
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address.isUnresolved()).isFalse());
    }

    @Test
    void aNameThatNobodyHasIsAFailure() throws InterruptedException {
        var name = InetSocketAddress.createUnresolved("graph.invalid", 80);

        assertThat(ended(names.getResolver(loop).resolve(name)).cause()).isInstanceOf(UnknownHostException.class);
    }

    private static <T> Future<T> ended(Future<T> future) throws InterruptedException {
        assertThat(future.await(20, TimeUnit.SECONDS)).isTrue();
        return future;
    }
}
