package dev.weekline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {

    @ParameterizedTest
    @CsvSource({
        "act_123, act_123",
        "123, act_123",
        "1, act_1",
        "1203300000000017, act_1203300000000017",
        "act_12345678901234567890, act_12345678901234567890"
    })
    void anIdIsReadWithAndWithoutItsPrefix(String text, String id) {
        assertThat(AccountId.isWritten(text)).isTrue();
        assertThat(AccountId.parse(text)).isEqualTo(new AccountId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "act_",
                "act_12a",
                "ACT_123",
                "act-123",
                "act_act_123",
                "act_ 123",
                " act_123",
                "act_123\n",
                "-123",
                "123456789012345678901",
                "act_123456789012345678901",
                "act_١٢٣",
                "act_123/insights",
                "act_1?fields=name",
                "belmonte"
            })
    void nothingElseIsAnId(String text) {
        assertThat(AccountId.isWritten(text)).isFalse();
        assertThatThrownBy(() -> AccountId.parse(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
