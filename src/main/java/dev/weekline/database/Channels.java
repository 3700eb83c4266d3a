package dev.weekline.database;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * The usual threads of the driver, and the channels that it opens for one connection: it may try more than one. The
 * driver gives no other way to close a channel on which the database does not finish its greeting.
 */
final class Channels implements LoopResources {

    private final LoopResources usual = TcpResources.get();
    private final ConcurrentLinkedDeque<Channel> opened = new ConcurrentLinkedDeque<>();

    /** The one that was opened last and is open still. */
    Optional<Channel> open() {
        return opened.stream().filter(Channel::isOpen).reduce((_, later) -> later);
    }

    void close() {
        for (var channel : opened) {
            var _ = channel.close();
        }
    }

    @Override
    public <T extends Channel> T onChannel(Class<T> type, EventLoopGroup group) {
        var channel = usual.onChannel(type, group);
        opened.add(channel);
        return channel;
    }

    @Override
    public <T extends Channel> Class<? extends T> onChannelClass(Class<T> type, EventLoopGroup group) {
        return usual.onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return usual.onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return usual.onServer(useNative);
    }
}
