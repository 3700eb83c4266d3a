package dev.weekline.edge;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import jakarta.inject.Singleton;

/** Gives every connection a codec that minds lengths, and an {@link EdgeConnection} right behind it. */
@Singleton
final class EdgeConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final BeanProvider<EdgeSettings> settings;
    private final BeanProvider<NettyHttpServerConfiguration> bounds;
    private final BeanProvider<RequestMeters> meters;

    EdgeConnections(
            BeanProvider<EdgeSettings> settings,
            BeanProvider<NettyHttpServerConfiguration> bounds,
            BeanProvider<RequestMeters> meters) {
        this.settings = settings;
        this.bounds = bounds;
        this.meters = meters;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Root(settings.get(), bounds.get(), meters.get()));
        return event.getBean();
    }

    private record Root(EdgeSettings settings, NettyHttpServerConfiguration bounds, RequestMeters meters)
            implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Connection(channel, settings, bounds, meters) : this;
        }
    }

    private record Connection(
            Channel channel, EdgeSettings settings, NettyHttpServerConfiguration bounds, RequestMeters meters)
            implements NettyServerCustomizer {

        @Override
        public void onStreamPipelineBuilt() {
            var codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            if (channel.pipeline().get(codec) != null) {
                channel.pipeline().replace(codec, codec, Framing.codec(decoder()));
                var edge = new EdgeConnection(settings, meters);
                channel.pipeline().addBefore(codec, "weekline-bytes", edge.bytes());
                channel.pipeline().addAfter(codec, EdgeConnection.NAME, edge);
            }
        }

        private HttpDecoderConfig decoder() {
            return new HttpDecoderConfig()
                    .setMaxInitialLineLength(bounds.getMaxInitialLineLength())
                    .setMaxHeaderSize(bounds.getMaxHeaderSize())
                    .setMaxChunkSize(bounds.getMaxChunkSize())
                    .setInitialBufferSize(bounds.getInitialBufferSize());
        }
    }
}
