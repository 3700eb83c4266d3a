package dev.weekline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.tools.Run;
import dev.weekline.tools.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generators make of the contract, in four languages. */
class GeneratedTest {

    private static final Path CLIENTS = Path.of("target", "clients").toAbsolutePath();
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);
    private static final Pattern DECLARED_IN_GO = Pattern.compile("^(?:func|type) (\\w+)", Pattern.MULTILINE);

    private static final String USUAL_REPOSITORY = System.getProperty("user.home") + "/.m2/repository";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** In a copy of the project, since a build of the project is what runs this test. */
    @Test
    void theDocumentedCommandGeneratesThemAllWithoutAWarning(@TempDir Path copy) throws IOException {
        for (var file : List.of("pom.xml", ".mvn/jvm.config", "openapi/weekline.yaml")) {
            Files.createDirectories(copy.resolve(file).getParent());
            Files.copy(Path.of(file), copy.resolve(file));
        }

        var run = Run.of(
                Run.Frame.of(PATIENCE).in(copy),
                System.getProperty(
                        "weekline.maven", Path.of("mvnw").toAbsolutePath().toString()),
                "-B",
                "-o",
                "-Dmaven.repo.local=" + System.getProperty("weekline.maven.repository", USUAL_REPOSITORY),
                "generate-sources");

        assertThat(run.exit()).as(run.lastWords()).isZero();
        // Before its first step Maven speaks of the parent of our POM, which is not ours.
        assertThat(run.lines().stream()
                        .dropWhile(line -> !line.startsWith("[INFO] ---"))
                        .filter(line -> line.startsWith("[WARNING]") || line.startsWith("[ERROR]")))
                .isEmpty();
        assertThat(copy.resolve("target/clients/typescript/src/apis/ReportsApi.ts"))
                .exists();
        assertThat(copy.resolve("target/clients/java/src/main/java/dev/weekline/client/api/ReportsApi.java"))
                .exists();
        assertThat(copy.resolve("target/clients/python/weekline_client/api/reports_api.py"))
                .exists();
        assertThat(copy.resolve("target/clients/go/api_reports.go")).exists();
    }

    /** The generators make names up for what the contract leaves without one. */
    @ParameterizedTest
    @ValueSource(strings = {"typescript", "java", "python", "go"})
    void everyModelHasTheNameThatTheContractGaveIt(String language) throws IOException {
        var madeUp = "(?i).*(inline|_?inner|any_?of|one_?of|all_?of).*";

        assertThat(Files.readAllLines(CLIENTS.resolve(language).resolve(".openapi-generator/FILES")))
                .hasSizeGreaterThan(5)
                .filteredOn(file -> !file.endsWith("/AbstractOpenApiSchema.java"))
                .noneMatch(file -> file.matches(madeUp));
        assertThat(Files.readString(CLIENTS.resolve("typescript/src/models/index.ts"))
                        .lines())
                .filteredOn(line -> line.startsWith("export "))
                .isNotEmpty()
                .noneMatch(line -> line.matches(madeUp));
    }

    /** In sources and not only in what they declare, so that nothing is let through inside either. */
    @Test
    void noTypeInTypeScriptIsAny() throws IOException {
        try (var sources = files(CLIENTS.resolve("typescript/src"), ".ts")) {
            assertThat(sources)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(file -> assertThat(
                                    COMMENT.matcher(Files.readString(file)).replaceAll(""))
                            .doesNotContainPattern("\\bany\\b"));
        }
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void typeScriptCompilesStrictlyWithoutAWord() throws IOException {
        TypeScript.compiled();

        assertThat(TypeScript.COMPILED.resolve("target/clients/typescript/src/apis/ReportsApi.js"))
                .exists();
    }

    @Test
    void javaCompilesWithoutAWarning(@TempDir Path classes) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(found, null, null);
                var sources = files(CLIENTS.resolve("java/src/main/java"), ".java")) {
            var options = List.of("-Xlint:all", "-proc:none", "-d", classes.toString());
            var units = manager.getJavaFileObjectsFromPaths(sources.toList());
            assertThat(compiler.getTask(null, manager, found, options, null, units)
                            .call())
                    .isTrue();
        }

        assertThat(found.getDiagnostics().stream().map(Diagnostic::toString)).isEmpty();
    }

    @Test
    void pythonIsByteCompiledWithoutAWarning() {
        var python = Toolbox.ofThisMachine().find("python3", "python3");

        var run = Run.of(
                Run.Frame.of(PATIENCE),
                python.toString(),
                "-W",
                "error",
                "-m",
                "compileall",
                "-q",
                "-f",
                CLIENTS.resolve("python").toString());

        assertThat(run.lines()).isEmpty();
        assertThat(run.exit()).isZero();
    }

    /** All files are one package, in which a schema may be called what the making of another one is called. */
    @Test
    void noTwoDeclarationsInGoHaveOneName() throws IOException {
        try (var sources = files(CLIENTS.resolve("go"), ".go")) {
            var names = new ArrayList<String>();
            for (var file : (Iterable<Path>) sources::iterator) {
                var found = DECLARED_IN_GO.matcher(Files.readString(file));
                found.results().map(declaration -> declaration.group(1)).forEach(names::add);
            }
            assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
        }
    }

    /** Where there is no Go it is not asked for. */
    @Test
    void whereGoIsItHasNothingToSay() {
        Toolbox.ofThisMachine()
                .look("go")
                .map(go -> Run.of(Run.Frame.of(PATIENCE).in(CLIENTS.resolve("go")), go.toString(), "vet", "./..."))
                .ifPresent(run -> assertThat(run.exit()).as(run.lastWords()).isZero());
    }

    private static Stream<Path> files(Path folder, String ending) throws IOException {
        return Files.walk(folder).filter(file -> file.toString().endsWith(ending));
    }
}
