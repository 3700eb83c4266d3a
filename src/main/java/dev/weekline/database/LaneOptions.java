package dev.weekline.database;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.r2dbc.spi.ConnectionFactoryOptions;
import jakarta.inject.Singleton;

/** Hands the settings to the driver, which is made without a context. */
@Singleton
class LaneOptions implements BeanCreatedEventListener<ConnectionFactoryOptions.Builder> {

    private final DatabaseSettings settings;

    LaneOptions(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public ConnectionFactoryOptions.Builder onCreated(BeanCreatedEvent<ConnectionFactoryOptions.Builder> event) {
        return event.getBean().option(LaneDriver.SETTINGS, settings);
    }
}
