package dev.weekline.report;

import dev.weekline.edge.EdgeConnection;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Puts a {@link HotConnection} on every connection, behind what minds how requests are sent. */
@Singleton
final class HotConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<HotPath> hot;
    private final BeanProvider<Serving> serving;

    HotConnections(BeanProvider<HotPath> hot, BeanProvider<Serving> serving) {
        this.hot = hot;
        this.serving = serving;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Root(hot.get(), serving.get()));
        return event.getBean();
    }

    private record Root(HotPath hot, Serving serving) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Connection(channel, hot, serving) : this;
        }
    }

    private record Connection(Channel channel, HotPath hot, Serving serving) implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            var codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            if (channel.pipeline().get(codec) != null) {
                // Whichever of the two comes first, the edge stands before this one.
                var edge = channel.pipeline().get(EdgeConnection.NAME) != null;
                channel.pipeline()
                        .addAfter(edge ? EdgeConnection.NAME : codec, "weekline-hot", new HotConnection(hot, serving));
            }
        }
    }
}
