package dev.weekline.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.DiffResult;

/**
 * What became of a contract since it was released, and whether its version says so. The rule is that of semantic
 * versioning: what breaks a caller is a new major version, what is new is a new minor one; before 1.0.0 it is a new
 * minor version and any later one.
 *
 * @param released the version that was released
 * @param now the version of today
 * @param broken what callers of the released one would stumble over, a sentence each
 * @param isMore whether anything changed but words
 */
record ContractChange(Version released, Version now, List<String> broken, boolean isMore) {

    static ContractChange between(String released, String now) {
        var changes = OpenApiCompare.fromContents(released, now);
        return new ContractChange(
                Version.parse(changes.getOldSpecOpenApi().getInfo().getVersion()),
                Version.parse(changes.getNewSpecOpenApi().getInfo().getVersion()),
                BrokenPromises.of(changes),
                changes.isChanged().getWeight() > DiffResult.METADATA.getWeight());
    }

    /** What is wrong with the version, if anything is. */
    Optional<String> complaint() {
        var least = !broken.isEmpty() ? released.afterBreaking() : isMore ? released.afterAddition() : released;
        if (now.compareTo(least) >= 0) {
            return Optional.empty();
        }
        return Optional.of("""
                The contract %s, so its version (info.version, %s) has to be %s or later. \
                By semantic versioning what breaks callers is a new major version, and what is new a new minor one; \
                before 1.0.0 a new minor version, and any later one.%s""".formatted(
                        broken.isEmpty()
                                ? isMore ? "has more than " + released : "was released as " + released + " already"
                                : "breaks " + released,
                        now,
                        least,
                        broken.isEmpty() ? "" : " What breaks:\n- " + String.join("\n- ", broken)));
    }

    record Version(int major, int minor, int patch) implements Comparable<Version> {

        static Version parse(String text) {
            var numbers =
                    Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray();
            return new Version(numbers[0], numbers[1], numbers[2]);
        }

        Version afterBreaking() {
            return major == 0 ? new Version(0, minor + 1, 0) : new Version(major + 1, 0, 0);
        }

        Version afterAddition() {
            return major == 0 ? new Version(0, minor, patch + 1) : new Version(major, minor + 1, 0);
        }

        @Override
        public int compareTo(Version other) {
            return Arrays.compare(numbers(), other.numbers());
        }

        private int[] numbers() {
            return new int[] {major, minor, patch};
        }

        @Override
        public String toString() {
            return major + "." + minor + "." + patch;
        }
    }
}
