package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {

    private final Opened opened = new Opened();
    private final List<String> closed = new ArrayList<>();

    @Test
    void theLastOpenedIsClosedFirstAndEachOnce() {
        opened.add(() -> closed.add("database"));
        opened.add(() -> closed.add("server"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("server", "database");
    }

    @Test
    void oneThatDoesNotCloseDoesNotKeepOthersOpen() {
        opened.add(() -> closed.add("database"));
        opened.add(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThat(opened.giveUp()).isTrue();

        assertThat(closed).containsExactly("database");
    }

    @Test
    void whatIsOpenedTooLateIsClosedAtOnce() {
        opened.close();

        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> opened.add(() -> closed.add("late")))
                .withMessage(Opened.CALLED_OFF);
        assertThat(closed).containsExactly("late");
        assertThat(opened.giveUp()).isFalse();
    }
}
