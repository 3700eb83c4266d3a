package dev.weekline.meta;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiscretionTest {

    private final Discretion discretion = new Discretion(GraphRig.TOKEN);

    @Test
    void theTokenIsHiddenWhereverItStands() {
        assertThat(discretion.show("a EAAB-test-token-7f3a b access_token=EAAB-test-token-7f3a&c"))
                .isEqualTo("a [hidden] b access_token=[hidden]&c");
    }

    @Test
    void whatIsShownIsOneLine() {
        assertThat(discretion.show(" one\r\ntwo\u0000\u2028three\ud83d ")).isEqualTo("one two three");
    }

    @Test
    void whatIsShownIsNotLong() {
        assertThat(discretion.show("x".repeat(1000))).hasSize(301).endsWith("…");
    }

    @Test
    void aTraceIdLooksLikeOneOrIsLeftOut() {
        assertThat(discretion.traceId("Er23F1UmssD")).isEqualTo("Er23F1UmssD");
        assertThat(discretion.traceId("FlQgl+5U8pF=")).isEqualTo("FlQgl+5U8pF=");
        assertThat(discretion.traceId("<b>no</b>")).isEmpty();
        assertThat(discretion.traceId("x".repeat(101))).isEmpty();
    }
}
