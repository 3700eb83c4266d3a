package dev.weekline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.meta.Omission;
import dev.weekline.meta.Section;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SectionsJsonTest {

    private static final UUID RUN = UUID.fromString("0198c3a2-0000-7000-8000-000000000001");

    @Test
    void everySectionComesBackAsItWas() {
        var sections = Arrays.stream(Section.values())
                .map(section ->
                        new SectionState(section, section.recipe().label(), 1L << 40, RUN, "-17", true, List.of()))
                .toList();

        assertThat(SectionsJson.read(SectionsJson.write(sections))).isEqualTo(sections);
        assertThat(SectionsJson.read(SectionsJson.write(List.of()))).isEmpty();
    }

    @Test
    void aSectionIsStoredByItsNameInTheApi() {
        assertThat(SectionsJson.write(
                        List.of(new SectionState(Section.DAILY, "daily/1", 7, RUN, "42", true, List.of()))))
                .isEqualTo("""
                        [{"name":"daily","recipe":"daily/1","rowCount":7,\
                        "runId":"0198c3a2-0000-7000-8000-000000000001","digest":"42","hasReach":true}]""");
    }

    @Test
    void whatIsOmittedComesBackWithItsReason() {
        var omissions = List.of(
                new Omission("platform_position", Omission.Reason.REMOVED),
                new Omission("reach", Omission.Reason.SPLIT));
        var state = new SectionState(Section.PLACEMENTS, "placements/1", 4, RUN, "7", false, omissions);

        assertThat(SectionsJson.read(SectionsJson.write(List.of(state)))).containsExactly(state);
    }

    @Test
    void aStateThatWasStoredBeforeOmissionsWereOmitsNothing() {
        assertThat(SectionsJson.read("""
                        [{"name":"daily","recipe":"daily/1","rowCount":7,\
                        "runId":"0198c3a2-0000-7000-8000-000000000001","digest":"42"}]"""))
                .first()
                .satisfies(state -> assertThat(state.omissions()).isEmpty());
    }

    @Test
    void aBrokenColumnIsAFault() {
        assertThatThrownBy(() -> SectionsJson.read("[{")).isInstanceOf(IllegalStateException.class);
    }
}
