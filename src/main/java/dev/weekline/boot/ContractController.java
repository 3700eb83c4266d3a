package dev.weekline.boot;

import io.micronaut.context.annotation.Context;
import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Serves the contract as it was packaged; it is read at start, not by the first request. */
@Context
@Controller
final class ContractController {

    private static final String PACKAGED = "classpath:openapi/weekline.yaml";

    private final byte[] contract;

    ContractController(ResourceResolver resources) throws IOException {
        try (var packaged = resources
                .getResourceAsStream(PACKAGED)
                .orElseThrow(() -> new FileNotFoundException(PACKAGED + " is not packaged"))) {
            contract = packaged.readAllBytes();
        }
    }

    @Get(uri = "/openapi.yaml", produces = "application/yaml")
    @Secured(SecurityRule.IS_ANONYMOUS)
    byte[] contract() {
        return contract;
    }
}
