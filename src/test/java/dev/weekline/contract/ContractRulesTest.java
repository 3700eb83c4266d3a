package dev.weekline.contract;

import static dev.weekline.contract.ContractText.names;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.weekline.contract.ContractText.Operation;
import dev.weekline.contract.ContractText.Response;
import dev.weekline.meta.Section;
import dev.weekline.metric.BusinessEvent;
import dev.weekline.metric.Metric;
import dev.weekline.problem.ProblemType;
import dev.weekline.week.Maturity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContractRulesTest {

    private static final Set<String> OPEN =
            Set.of("getHealth", "getLiveness", "getReadiness", "getContract", "beginSession");
    private static final Set<String> HEALTH = Set.of("getHealth", "getLiveness", "getReadiness");
    private static final Set<String> CLOSED_SETS = Set.of(
            "SectionName",
            "Maturity",
            "Source",
            "SectionStatus",
            "OperationState",
            "PrimaryEvent",
            "Scope",
            "RunOrder");
    private static final Set<String> FORBIDDEN = Set.of("oneOf", "anyOf", "allOf", "not", "nullable", "discriminator");
    private static final Pattern PROBLEM_ROW = Pattern.compile("\\| `/problems/([a-z-]+)` \\| ([0-9, ]+) \\|");

    private final ContractText text = new ContractText();
    private final Contract contract = new Contract();

    @Test
    void everyOperationHasAnIdOfItsOwnInCamelCase() {
        assertThat(text.operations())
                .isNotEmpty()
                .extracting(Operation::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)*"));
    }

    @Test
    void everyOperationSaysWhatItIsAndWhereItBelongs() {
        var tags = text.root().get("tags").findValuesAsText("name");

        assertThat(text.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.node().path("tags")).isNotEmpty().allMatch(tag -> tags.contains(tag.asText()));
        });
    }

    @Test
    void onlyHealthTheContractAndSigningInAreOpen() {
        assertThat(text.root().at("/security/0/bearerKey").isArray()).isTrue();
        assertThat(text.root().at("/security/1/sessionCookie").isArray()).isTrue();
        assertThat(text.operations()).allSatisfy(operation -> {
            if (OPEN.contains(operation.id())) {
                assertThat(operation.node().get("security")).isEmpty();
            } else {
                assertThat(operation.node().has("security")).isFalse();
                assertThat(operation.node().get("responses").has("401")).isTrue();
                assertThat(operation.node().get("responses").has("403")).isTrue();
                assertThat(operation.node().get("responses").has("429")).isTrue();
            }
        });
    }

    @Test
    void everyOperationThatIsNotOpenSaysWhichScopeItNeeds() {
        assertThat(text.operations()).allSatisfy(operation -> {
            if (OPEN.contains(operation.id())) {
                assertThat(operation.node().has("x-scope")).isFalse();
            } else {
                assertThat(enumOf("Scope"))
                        .contains(operation.node().path("x-scope").asText());
            }
            assertThat(operation.node().path("x-accounts").asText("all")).isEqualTo("all");
        });
    }

    @Test
    void everyAnswerIsDescribedAndCarriesTheRequestId() {
        assertThat(text.responses()).allSatisfy(response -> {
            assertThat(response.node().path("description").asText()).isNotBlank();
            assertThat(text.resolve(response.node().at("/headers/X-Request-Id"))
                            .path("required")
                            .asBoolean())
                    .isTrue();
        });
    }

    @Test
    void everyHeaderSaysWhetherItIsAlwaysThere() {
        assertThat(text.root().at("/components/headers").properties()).allSatisfy(header -> {
            assertThat(header.getValue().has("required")).isTrue();
            assertThat(header.getValue().path("description").asText()).isNotBlank();
        });
    }

    @Test
    void everyErrorIsAProblem() {
        assertThat(text.responses().stream().filter(Response::isError))
                .isNotEmpty()
                .allSatisfy(response -> {
                    var content = response.node().path("content");
                    if (response.operation().method().equals("head")) {
                        assertThat(content.isMissingNode()).isTrue();
                    } else if (response.status() == 503
                            && HEALTH.contains(response.operation().id())) {
                        assertThat(content.at("/application~1json/schema/$ref").asText())
                                .endsWith("/Health");
                    } else {
                        assertThat(names(content)).containsExactly("application/problem+json");
                        assertThat(content.at("/application~1problem+json/schema/$ref")
                                        .asText())
                                .isEqualTo("#/components/schemas/Problem");
                    }
                });
    }

    @Test
    void whatIsWorthRepeatingSaysWhen() {
        assertThat(text.responses().stream()
                        .filter(response -> response.status() == 503 || response.status() == 429)
                        .filter(response ->
                                !HEALTH.contains(response.operation().id())))
                .isNotEmpty()
                .allMatch(response -> response.node().at("/headers").has("Retry-After"));
    }

    @Test
    void thereAreNoChoicesAndNoNulls() {
        text.walk((path, node) -> {
            assertThat(names(node)).as(path).doesNotContainAnyElementsOf(FORBIDDEN);
            assertThat(node.isNull()).as(path).isFalse();
        });
    }

    @Test
    void everyBodyHasANameAndAnExample() {
        assertThat(text.media()).isNotEmpty().allSatisfy(media -> {
            assertThat(names(media.node().get("schema"))).containsExactly("$ref");
            assertThat(media.node().path("examples")).isNotEmpty();
        });
    }

    @Test
    void everySchemaIsDescribedAndHasAnExample() {
        assertThat(text.root().at("/components/schemas").properties()).allSatisfy(schema -> {
            assertThat(schema.getValue().path("description").asText()).isNotBlank();
            assertThat(schema.getValue().has("example")).isTrue();
        });
    }

    @Test
    void everyPropertyIsDescribedAndHoldsNoObjectWithoutAName() {
        assertThat(text.root().at("/components/schemas").properties())
                .allSatisfy(schema -> assertThat(
                                schema.getValue().path("properties").properties())
                        .allSatisfy(property -> assertNamed(property.getValue())));
    }

    @Test
    void onlySetsOfOurOwnAreClosed() {
        var closed = new TreeSet<String>();
        text.walk((path, node) -> {
            if (node.has("enum")) {
                closed.add(path);
            }
        });

        assertThat(closed)
                .isEqualTo(new TreeSet<>(CLOSED_SETS.stream()
                        .map(name -> "/components/schemas/" + name)
                        .toList()));
    }

    @Test
    void moneyAndRatiosAreDecimalsOfNoFormat() {
        text.walk((path, node) -> {
            if (node.path("type").asText().equals("number")) {
                assertThat(node.has("format")).as(path).isFalse();
            }
        });
    }

    @Test
    void everyExampleKeepsItsSchema() {
        text.walk((path, node) -> {
            var schema = node.has("schema") ? node.get("schema") : node;
            if (node.has("example") && !path.endsWith("/example")) {
                assertThat(contract.violations(schema, node.get("example")))
                        .as(path)
                        .isEmpty();
            }
            if (node.has("schema")) {
                node.path("examples")
                        .properties()
                        .forEach(example -> assertThat(contract.violations(
                                        schema, example.getValue().get("value")))
                                .as(path + " " + example.getKey())
                                .isEmpty());
            }
        });
    }

    @Test
    void anExampleThatBreaksItsSchemaIsSeen() {
        assertThat(contract.violations(text.schema("IsoWeek"), TextNode.valueOf("week 39")))
                .isNotEmpty();
    }

    @Test
    void theProblemsOfTheExamplesAreThoseOfTheCode() {
        var titles = Arrays.stream(ProblemType.values()).collect(toMap(ProblemType::uri, ProblemType::title));

        assertThat(text.responses())
                .allSatisfy(response -> assertThat(problemsOf(response)).allSatisfy(problem -> {
                    assertThat(titles)
                            .containsEntry(
                                    problem.get("type").asText(),
                                    problem.get("title").asText());
                    assertThat(problem.get("status").asInt()).isEqualTo(response.status());
                }));
    }

    @Test
    void theProblemsThatAreDocumentedAreThoseOfTheCode() {
        var rows = PROBLEM_ROW.matcher(text.schema("Problem").get("description").asText());
        var documented = rows.results()
                .collect(toMap(row -> row.group(1), row -> List.of(row.group(2).split(", "))));

        assertThat(documented.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .toList());
        assertThat(ProblemType.values())
                .allSatisfy(type -> assertThat(documented.get(type.slug()))
                        .contains(Integer.toString(type.status().getCode())));
    }

    @Test
    void theFiguresAreThoseOfTheCodeInTheirOrder() {
        var words = Arrays.stream(Metric.values()).map(Metric::word).toList();

        assertThat(names(text.schema("Figures").get("properties"))).isEqualTo(words);
        assertThat(names(text.schema("Changes").get("properties"))).isEqualTo(words);
        assertThat(names(text.schema("SectionRow").get("properties"))).containsSubsequence(words);
    }

    @Test
    void everyFigureIsOfItsKindAndShowsItsFormula() {
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(List.of("Figures", "SectionRow"))
                        .allSatisfy(schema -> {
                            var property = text.schema(schema).at("/properties/" + metric.word());
                            assertThat(property.get("type").asText())
                                    .isEqualTo(metric.kind() == Metric.Kind.COUNT ? "integer" : "number");
                            metric.formula()
                                    .ifPresent(formula -> assertThat(
                                                    property.get("description").asText())
                                            .contains("`" + formula + "`"));
                        }));
    }

    @Test
    void everyBusinessEventTellsItsActionTypesInTheirOrder() {
        var introduction = text.root().at("/info/description").asText();

        assertThat(BusinessEvent.values()).allSatisfy(event -> {
            var types =
                    event.preference().stream().map(type -> "`" + type + "`").toList();
            assertThat(introduction).contains(String.join(", ", types));
            assertThat(text.schema("Figures")
                            .at("/properties/" + event.count().word() + "/description")
                            .asText())
                    .containsSubsequence(types);
        });
    }

    @Test
    void theWordsOfTheContractAreThoseOfTheCode() {
        var sections = Arrays.stream(Section.values()).map(Section::word).toList();

        assertThat(enumOf("SectionName")).isEqualTo(sections);
        assertThat(names(text.schema("Sections").get("properties"))).isEqualTo(sections);
        assertThat(enumOf("Maturity"))
                .isEqualTo(Arrays.stream(Maturity.values()).map(Maturity::word).toList());
        assertThat(enumOf("PrimaryEvent"))
                .isEqualTo(Arrays.stream(BusinessEvent.values())
                        .map(BusinessEvent::word)
                        .toList());
    }

    @Test
    void everyDimensionOfASectionIsInItsRows() {
        assertThat(Section.values())
                .allSatisfy(section -> assertThat(section.recipe().dimensions())
                        .allSatisfy(dimension -> assertThat(
                                        names(text.schema("SectionRow").get("properties")))
                                .contains(dimension.word())));
    }

    @Test
    void nothingIsDefinedThatNobodyUses() {
        var used = new HashSet<String>();
        var defined = new ArrayList<String>();
        text.walk((path, node) -> {
            if (node.has("$ref")) {
                used.add(node.get("$ref").asText().substring(1));
            }
            if (path.matches("/components/(?!securitySchemes)[^/]+/[^/]+")) {
                defined.add(path);
            }
        });

        assertThat(used).containsAll(defined);
    }

    private static void assertNamed(JsonNode property) {
        if (property.has("$ref")) {
            return;
        }
        assertThat(property.path("description").asText()).isNotBlank();
        assertThat(property.get("type").asText()).isNotEqualTo("object");
        if (property.get("type").asText().equals("array")) {
            assertThat(property.get("items").has("$ref")).isTrue();
        }
    }

    private static List<JsonNode> problemsOf(Response response) {
        return response.node()
                .at("/content/application~1problem+json/examples")
                .propertyStream()
                .map(Map.Entry::getValue)
                .map(example -> example.get("value"))
                .toList();
    }

    private List<String> enumOf(String schema) {
        return Stream.of(text.schema(schema).get("enum"))
                .flatMap(JsonNode::valueStream)
                .map(JsonNode::asText)
                .toList();
    }
}
