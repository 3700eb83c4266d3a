package dev.weekline.database;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ConnectionFactoryProvider;
import io.r2dbc.spi.Option;

/** Opens PostgreSQL by lanes. */
public final class LaneDriver implements ConnectionFactoryProvider {

    public static final String NAME = "lanes";

    static final Option<DatabaseSettings> SETTINGS = Option.valueOf("weekline.database");

    @Override
    public ConnectionFactory create(ConnectionFactoryOptions options) {
        return new Lanes((DatabaseSettings) options.getRequiredValue(SETTINGS), options);
    }

    @Override
    public boolean supports(ConnectionFactoryOptions options) {
        return NAME.equals(options.getValue(ConnectionFactoryOptions.DRIVER));
    }

    @Override
    public String getDriver() {
        return NAME;
    }
}
