package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.work.Workload;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private final StringBuilder terminal = new StringBuilder();
    private final ProgressLine line = new ProgressLine(terminal::append);

    @Test
    void itIsWrittenOverItselfUntilAllIsDone() {
        show(162, 0);
        show(160, 1);
        show(0, 1);

        assertThat(terminal.toString().split("\r"))
                .containsExactly(
                        "\033[KWeeks that fill themselves: 0 of 162",
                        "\033[KWeeks that fill themselves: 2 of 162, 1 given up",
                        "\033[KWeeks that fill themselves: 162 of 162, 1 given up\n");
    }

    @Test
    void thereIsNoneWhileThereIsNothingToDo() {
        show(0, 0);

        assertThat(terminal).isEmpty();
    }

    private void show(long queued, long dead) {
        line.show(new Workload(queued, dead, 0, 0, 0));
    }
}
