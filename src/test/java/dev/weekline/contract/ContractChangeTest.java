package dev.weekline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractChangeTest {

    private static final Path RELEASED = Path.of("openapi", "released.yaml");

    private static final String SMALL = """
            openapi: 3.0.3
            info: {title: Small, version: 1.2.3}
            paths:
              /weeks:
                get:
                  parameters:
                    - {name: order, in: query, schema: {type: string, enum: [newest, oldest]}}
                  responses:
                    '200':
                      description: Weeks
                      content:
                        application/json:
                          schema:
                            type: object
                            required: [week]
                            properties:
                              week: {type: string}
                              spend: {type: number}
              /health:
                get:
                  responses:
                    '200': {description: Well}
            """;

    @Test
    void theVersionOfTheContractSaysWhatBecameOfIt() throws IOException {
        assertThat(ContractChange.between(Files.readString(RELEASED), Contract.text())
                        .complaint())
                .isEmpty();
    }

    @Test
    void whatIsReleasedIsNotServed() {
        assertThat(Contract.class.getResource("/openapi/released.yaml")).isNull();
    }

    @Test
    void aPathThatIsGoneBreaks() {
        var change = changed("  /health:", "  /wellbeing:");

        assertThat(change.broken()).containsExactly("GET /health: is gone");
    }

    @Test
    void aNewParameterThatIsRequiredBreaks() {
        var change = changed(
                "      parameters:\n",
                "      parameters:\n        - {name: key, in: query, required: true, schema: {type: string}}\n");

        assertThat(change.broken()).containsExactly("GET /weeks: parameter key is new and required");
    }

    @Test
    void aFieldThatIsNotAnsweredAnyMoreBreaks() {
        var change = changed("                  spend: {type: number}\n", "");

        assertThat(change.broken()).containsExactly("GET /weeks 200 application/json: property spend is gone");
    }

    @Test
    void aChoiceThatIsNotTakenAnyMoreBreaks() {
        var change = changed("[newest, oldest]", "[newest]");

        assertThat(change.broken()).containsExactly("GET /weeks order: oldest is no choice any more");
    }

    @Test
    void aNewFieldBreaksNothing() {
        var change =
                changed("spend: {type: number}", "spend: {type: number}\n                  clicks: {type: integer}");

        assertThat(change.broken()).isEmpty();
        assertThat(change.isMore()).isTrue();
    }

    @Test
    void otherWordsAreNoChange() {
        var change = changed("description: Well", "description: All is well");

        assertThat(change.isMore()).isFalse();
        assertThat(change.complaint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.4, false",
        "1.2.3, 1.9.0, false",
        "1.2.3, 2.0.0, true",
        "0.2.3, 0.2.4, false",
        "0.2.3, 0.3.0, true"
    })
    void whatBreaksWantsANewMajorVersionOrBeforeTheFirstANewMinorOne(String released, String now, boolean isFine) {
        var complaint = ContractChange.between(
                        SMALL.replace("1.2.3", released),
                        SMALL.replace("1.2.3", now).replace("/health:", "/wellbeing:"))
                .complaint();

        assertThat(complaint.isEmpty()).isEqualTo(isFine);
        complaint.ifPresent(words -> assertThat(words)
                .contains("breaks " + released, "semantic versioning")
                .endsWith("What breaks:\n- GET /health: is gone"));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, 1.2.3, false",
        "1.2.3, 1.2.4, false",
        "1.2.3, 1.3.0, true",
        "0.2.3, 0.2.3, false",
        "0.2.3, 0.2.4, true"
    })
    void whatIsNewWantsANewMinorVersionOrBeforeTheFirstAnyLaterOne(String released, String now, boolean isFine) {
        var complaint = ContractChange.between(
                        SMALL.replace("1.2.3", released),
                        SMALL.replace("1.2.3", now) + "  /more: {get: {responses: {'200': {description: More}}}}\n")
                .complaint();

        assertThat(complaint.isEmpty()).isEqualTo(isFine);
    }

    @Test
    void aVersionDoesNotGoBack() {
        assertThat(ContractChange.between(SMALL, SMALL.replace("1.2.3", "1.2.2"))
                        .complaint())
                .hasValueSatisfying(words -> assertThat(words).contains("1.2.3 or later"));
    }

    /** Without a new version. */
    private static ContractChange changed(String before, String after) {
        assertThat(SMALL).contains(before);
        return ContractChange.between(SMALL, SMALL.replace(before, after));
    }
}
