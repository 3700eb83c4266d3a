package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class RowKeyTest {

    @Property
    void twoRowsHaveOneKeyOnlyIfAllTheirValuesAreEqual(
            @ForAll("values") List<@Nullable String> one, @ForAll("values") List<@Nullable String> other) {
        assertThat(key(one).equals(key(other))).isEqualTo(one.equals(other));
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Arbitraries.strings()
                .withChars('|', '\\', '~', 'a')
                .ofMaxLength(3)
                .injectNull(0.2)
                .list()
                .ofSize(2);
    }

    private static String key(List<@Nullable String> values) {
        return values.stream().map(RowKey::part).collect(Collectors.joining(RowKey.SEPARATOR));
    }
}
