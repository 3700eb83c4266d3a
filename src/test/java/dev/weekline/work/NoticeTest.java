package dev.weekline.work;

import static dev.weekline.work.WorkRig.BELMONTE;
import static dev.weekline.work.WorkRig.LUMEN;
import static dev.weekline.work.WorkRig.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    @Test
    void aNoticeIsReadAsItWasWritten() {
        var stored = Notice.of(Notice.STORED, BELMONTE, WEEK).withDetail("7");
        var operation = new Notice(Notice.OPERATION, Optional.empty(), Optional.empty(), "an-id");

        assertThat(stored).hasToString("stored act_1203300000000017 2025-W39 7");
        assertThat(operation).hasToString("operation - - an-id");
        assertThat(Notice.parse(stored.toString())).contains(stored);
        assertThat(Notice.parse(operation.toString())).contains(operation);
    }

    @Test
    void aNoticeOfALaterVersionIsReadAsFarAsItIsKnown() {
        assertThat(Notice.parse("melted act_1203300000000017 2025-W39 7 and more"))
                .contains(Notice.of("melted", BELMONTE, WEEK).withDetail("7"));
        assertThat(Notice.parse("melted")).contains(new Notice("melted", Optional.empty(), Optional.empty(), ""));
        assertThat(Notice.parse(" stored act_1203300000000017  2025-W39 "))
                .contains(Notice.of(Notice.STORED, BELMONTE, WEEK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "stored belmonte 2025-W39",
                "stored act_1 2025-W99",
                "stored act_1 yesterday",
                "\u0007"
            })
    void whatCannotBeMeantIsPassedOver(String text) {
        assertThat(Notice.parse(text)).isEmpty();
    }

    @Test
    void itIsAboutItsWeekOnly() {
        var notice = Notice.of(Notice.STORED, BELMONTE, WEEK);

        assertThat(notice.isAbout(BELMONTE, WEEK)).isTrue();
        assertThat(notice.isAbout(LUMEN, WEEK)).isFalse();
        assertThat(notice.isAbout(BELMONTE, WEEK.next())).isFalse();
    }

    @Test
    void onlyShortWordsAreSent() {
        var notice = Notice.of(Notice.STORED, BELMONTE, WEEK);

        assertThatThrownBy(() -> notice.withDetail("two words")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> notice.withDetail("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Notice.of("", BELMONTE, WEEK)).isInstanceOf(IllegalArgumentException.class);
    }
}
