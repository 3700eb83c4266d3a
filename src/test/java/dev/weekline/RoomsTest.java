package dev.weekline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.weekline.quota.Permit;
import dev.weekline.sandbox.Main;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The map of rooms: one package per room, every arrow a level down. */
class RoomsTest {

    /** The audit is on the ground because every room that changes something writes it down there. */
    private static final Set<String> GROUND = Set.of("week", "metric", "problem", "database", "audit", "trail");

    private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(Map.ofEntries(
            Map.entry("week", Set.of()),
            Map.entry("edge", Set.of("problem", "trail")),
            Map.entry("metric", Set.of("week")),
            // What is wrong with a week that was sent is said in one way.
            Map.entry("problem", Set.of("week")),
            // Answers of the database come back to whoever asked.
            Map.entry("database", Set.of("problem", "trail")),
            Map.entry("trail", Set.of()),
            // A request tells who asks, and its id.
            Map.entry("audit", Set.of("problem", "trail")),
            Map.entry("account", GROUND),
            Map.entry("access", with(GROUND, "account")),
            Map.entry("quota", with(GROUND, "account")),
            Map.entry("work", with(GROUND, "account")),
            Map.entry("run", with(GROUND, "account")),
            Map.entry("meta", with(GROUND, "account", "quota")),
            Map.entry("report", with(GROUND, "account", "access", "edge", "quota", "work", "run", "meta")),
            Map.entry("backfill", with(GROUND, "account", "access", "quota", "work", "run", "meta", "report")),
            // Reached over HTTP only. What a header says is read in one place.
            Map.entry("dashboard", Set.of("edge")),
            Map.entry("sandbox", Set.of()),
            Map.entry("terminal", Set.of()),
            Map.entry(
                    "boot",
                    with(
                            GROUND,
                            "account",
                            "access",
                            "edge",
                            "quota",
                            "work",
                            "run",
                            "meta",
                            "report",
                            "backfill",
                            "dashboard",
                            "sandbox"))));

    private static final String HOME = "dev.weekline";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HOME);

    private static final Set<String> NOW =
            Set.of("now", "system", "systemUTC", "systemDefaultZone", "currentTimeMillis");

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomKnowsOnlyTheRoomsOnItsList(String room) {
        var others = new TreeSet<>(MAY_KNOW.keySet());
        others.removeAll(MAY_KNOW.get(room));
        others.remove(room);

        noClasses()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(inside(others))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyRoomIsOnTheMap() {
        assertThat(CLASSES.stream().map(RoomsTest::room).collect(Collectors.toSet()))
                .isNotEmpty()
                .isSubsetOf(MAY_KNOW.keySet());
    }

    @Test
    void theMapHasNoCircle() {
        var left = new HashSet<>(MAY_KNOW.keySet());
        // Each round takes away the rooms that know none of those left; a circle would stay.
        for (var _ : MAY_KNOW.keySet()) {
            left.removeIf(room -> Collections.disjoint(MAY_KNOW.get(room), left));
        }

        assertThat(left).isEmpty();
        slices().matching(HOME + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nobodyKnowsTheFrontDoor() {
        assertThat(MAY_KNOW.values()).allSatisfy(known -> assertThat(known).doesNotContain("boot"));
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("boot"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(inside("boot"))
                .check(CLASSES);
    }

    @Test
    void onlyMetaAndTheTerminalAskOthersOverHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inside("meta"), inside("terminal"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micronaut.http.client..", "java.net.http..")
                .check(CLASSES);
    }

    @Test
    void onlyTheQuotaPermitsACall() {
        noClasses()
                .that()
                .resideOutsideOfPackage(inside("quota"))
                .should()
                .callConstructor(Permit.Granted.class, int.class, Duration.class)
                .check(CLASSES);
    }

    @Test
    void timeIsHandedInEverywhereButWhereItComesFrom() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inside("boot"), inside("sandbox"))
                .should()
                .accessTargetWhere(readsTheMachinesClock())
                .check(CLASSES);
    }

    @Test
    void onlyWhatIsStartedTalksToTheScreen() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                CLASSES.that(resideOutsideOfPackages(inside("boot"), inside("terminal"))
                        .and(DescribedPredicate.not(type(Main.class)))));
    }

    @Test
    void thereIsOneWayToLog() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "ch.qos.logback..")
                .check(CLASSES.that(resideOutsideOfPackages(inside("boot"))));
    }

    @Test
    void everyLogIsItsClassesOwn() {
        fields().that()
                .haveRawType("org.slf4j.Logger")
                .or()
                .haveName("LOG")
                .should()
                .haveName("LOG")
                .andShould()
                .bePrivate()
                .andShould()
                .beStatic()
                .andShould()
                .beFinal()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    private static Set<String> rooms() {
        return MAY_KNOW.keySet();
    }

    private static Set<String> with(Set<String> rooms, String... more) {
        var all = new TreeSet<>(rooms);
        Collections.addAll(all, more);
        return all;
    }

    private static String inside(String room) {
        return HOME + "." + room + "..";
    }

    private static String[] inside(Set<String> rooms) {
        return rooms.stream().map(RoomsTest::inside).toArray(String[]::new);
    }

    private static String room(JavaClass type) {
        var rest = type.getPackageName().substring(HOME.length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.", 2)[0];
    }

    /** Asking java.time or the system what time it is; {@code now(clock)} asks a clock that was handed in. */
    private static DescribedPredicate<JavaAccess<?>> readsTheMachinesClock() {
        var sources = resideInAnyPackage("java.time")
                .or(DescribedPredicate.describe("System", (JavaClass type) -> type.isEquivalentTo(System.class)));
        return DescribedPredicate.describe(
                "reads the machine's clock",
                access -> sources.test(access.getTargetOwner())
                        && NOW.contains(access.getTarget().getName())
                        && !access.getTarget().getFullName().contains(Clock.class.getName() + ")"));
    }
}
