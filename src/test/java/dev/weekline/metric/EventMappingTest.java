package dev.weekline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventMappingTest {

    @Property(tries = 200)
    void itsTextSaysAllOfIt(@ForAll("mappings") EventMapping mapping) {
        assertThat(EventMapping.parse(mapping.toString())).isEqualTo(mapping);
    }

    @Property(tries = 200)
    void itIsToldByItselfAndTellsTheUsualOne(@ForAll("mappings") EventMapping mapping) {
        assertThat(mapping.isToldBy(mapping)).isTrue();
        assertThat(EventMapping.USUAL.isToldBy(mapping)).isTrue();
    }

    @Example
    void anOwnListStandsInThePlaceOfTheUsualOneForItsEventAlone() {
        var mapping = new EventMapping(Map.of(BusinessEvent.LEAD, List.of("offsite_conversion.custom.1", "lead")));
        var totals = new Counted()
                .action("lead", "5")
                .action("offsite_conversion.custom.1", "2")
                .action("purchase", "1")
                .counts();

        assertThat(EventChoice.of(totals, mapping).actionTypes())
                .isEqualTo(
                        Map.of(BusinessEvent.LEAD, "offsite_conversion.custom.1", BusinessEvent.PURCHASE, "purchase"));
        assertThat(mapping.isToldBy(EventMapping.USUAL)).isFalse();
        assertThat(EventMapping.USUAL).hasToString("");
    }

    @Example
    void whatIsNoListOfActionTypesIsRefused() {
        for (var list : List.of(
                List.<String>of(),
                List.of("a", "a"),
                List.of("a b"),
                List.of("a'"),
                List.of(""),
                List.of("x".repeat(101)),
                java.util.stream.IntStream.range(0, 21).mapToObj(i -> "t" + i).toList())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EventMapping(Map.of(BusinessEvent.PURCHASE, list)));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> EventMapping.parse("clicks=a"));
        assertThatIllegalArgumentException().isThrownBy(() -> EventMapping.parse("leads"));
    }

    @Provide
    Arbitrary<EventMapping> mappings() {
        var types = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._09AZ")
                .ofMinLength(1)
                .ofMaxLength(30)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(EventMapping.MOST_TYPES);
        return Arbitraries.maps(Arbitraries.of(BusinessEvent.class), types).map(EventMapping::new);
    }
}
