package dev.weekline.report;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Puts a {@link HotConnection} behind the HTTP codec of every connection. */
@Singleton
final class HotConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<HotPath> hot;

    HotConnections(BeanProvider<HotPath> hot) {
        this.hot = hot;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Root(hot.get()));
        return event.getBean();
    }

    private record Root(HotPath hot) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Connection(channel, hot) : this;
        }
    }

    private record Connection(Channel channel, HotPath hot) implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            if (channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                channel.pipeline()
                        .addAfter(
                                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                                "weekline-hot",
                                new HotConnection(hot));
            }
        }
    }
}
