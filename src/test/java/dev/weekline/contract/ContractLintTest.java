package dev.weekline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.weekline.tools.NodeModules;
import dev.weekline.tools.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract by everybody's rules: Spectral's for OpenAPI, all of them, down to hints. Ours are in the test of rules.
 */
class ContractLintTest {

    private static final String UNFINISHED = """
            openapi: 3.0.3
            info: {title: Unfinished, version: 1.0.0}
            paths: {/weeks: {get: {responses: {'200': {}}}}}
            """;

    /** The second contract shows that the linter looks. */
    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void theContractKeepsThePublicRules(@TempDir Path folder) throws IOException {
        var contract = Path.of("openapi", "weekline.yaml").toAbsolutePath();
        var unfinished = Files.writeString(folder.resolve("unfinished.yaml"), UNFINISHED);

        var found = lint(folder, contract, unfinished);

        assertThat(found).filteredOn(finding -> isIn(finding, contract)).isEmpty();
        assertThat(found)
                .filteredOn(finding -> isIn(finding, unfinished))
                .extracting(finding -> finding.get("code").asText())
                .contains("oas3-schema", "info-contact", "operation-description");
    }

    private static List<JsonNode> lint(Path folder, Path... contracts) throws IOException {
        var findings = folder.resolve("findings.json");
        var run = NodeModules.ready()
                .run(
                        Run.Frame.of(Duration.ofMinutes(2)),
                        "@stoplight/spectral-cli/dist/index.js",
                        "lint",
                        "--ruleset",
                        NodeModules.SOURCES.resolve("spectral.yaml").toString(),
                        "--fail-severity",
                        "hint",
                        "--format",
                        "json",
                        "--output",
                        findings.toString(),
                        contracts[0].toString(),
                        contracts[1].toString());
        assertThat(findings).as(run.lastWords()).exists();
        return new ObjectMapper().readTree(findings.toFile()).valueStream().toList();
    }

    private static boolean isIn(JsonNode finding, Path contract) {
        return Path.of(finding.get("source").asText()).equals(contract);
    }
}
