package dev.weekline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenTest {

    private static final AccessToken TOKEN = new AccessToken("EAABsecret");

    @Test
    void aTokenShowsItselfToNobody() {
        assertThat(TOKEN.toString()).doesNotContain("EAAB").contains("hidden");
        assertThat("Asking with " + TOKEN).doesNotContain("EAAB");
    }

    @Test
    void whoNeedsItAsksForTheSecret() {
        assertThat(TOKEN.secret()).isEqualTo("EAABsecret");
        assertThat(TOKEN).isEqualTo(new AccessToken("EAABsecret")).isNotEqualTo(new AccessToken("EAABother"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankTokenIsNone(String text) {
        assertThatThrownBy(() -> new AccessToken(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
