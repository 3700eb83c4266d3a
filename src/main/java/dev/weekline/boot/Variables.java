package dev.weekline.boot;

import io.micronaut.context.env.EnvironmentPropertySource;
import io.micronaut.context.env.MapPropertySource;
import java.util.Map;

/** Environment variables that were handed in, read as Micronaut reads those of the process. */
final class Variables extends MapPropertySource {

    Variables(Map<String, String> environment) {
        super(EnvironmentPropertySource.NAME, environment);
    }

    @Override
    public int getOrder() {
        return EnvironmentPropertySource.POSITION;
    }

    @Override
    public PropertyConvention getConvention() {
        return PropertyConvention.ENVIRONMENT_VARIABLE;
    }
}
