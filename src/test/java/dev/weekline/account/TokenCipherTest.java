package dev.weekline.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCipherTest {

    private static final AccountId ACCOUNT = new AccountId("act_1203300000000017");
    private static final AccessToken TOKEN = new AccessToken("EAABsecret_źdźbło");
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @Test
    void aTokenComesBackAsItWas() {
        var cipher = new TokenCipher(OLD);

        assertThat(cipher.decrypt(ACCOUNT, cipher.encrypt(ACCOUNT, TOKEN))).isEqualTo(TOKEN);
    }

    @Test
    void aTokenOutlivesTheProcess() {
        assertThat(new TokenCipher(OLD).decrypt(ACCOUNT, new TokenCipher(OLD).encrypt(ACCOUNT, TOKEN)))
                .isEqualTo(TOKEN);
    }

    @Test
    void whatIsStoredShowsNothingOfTheTokenAndIsNeverTheSameTwice() {
        var cipher = new TokenCipher(OLD);
        var stored = cipher.encrypt(ACCOUNT, TOKEN);

        assertThat(new String(stored, ISO_8859_1)).doesNotContain("EAAB").doesNotContain("secret");
        assertThat(cipher.encrypt(ACCOUNT, TOKEN)).isNotEqualTo(stored);
    }

    @Test
    void aTokenOpensOnlyTheAccountItWasKeptFor() {
        var cipher = new TokenCipher(OLD);
        var stored = cipher.encrypt(ACCOUNT, TOKEN);

        assertThatThrownBy(() -> cipher.decrypt(new AccountId("act_1"), stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("act_1")
                .hasMessageNotContaining("EAAB");
    }

    @Test
    void whatWasTouchedIsNotRead() {
        var cipher = new TokenCipher(OLD);
        var stored = cipher.encrypt(ACCOUNT, TOKEN);
        for (var i = 0; i < stored.length; i++) {
            var touched = stored.clone();
            touched[i] ^= 1;
            assertThatThrownBy(() -> cipher.decrypt(ACCOUNT, touched)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> cipher.decrypt(ACCOUNT, Arrays.copyOf(stored, stored.length - 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cipher.decrypt(ACCOUNT, new byte[0])).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherKeyDoesNotReadItAndSaysWhichSettingLacksTheRightOne() {
        var stored = new TokenCipher(OLD).encrypt(ACCOUNT, TOKEN);

        assertThatThrownBy(() -> new TokenCipher(NEW).decrypt(ACCOUNT, stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WEEKLINE_ENCRYPTION_KEY")
                .hasMessageContaining(ACCOUNT.value());
    }

    @Test
    void aKeyThatIsNoLongerFirstStillDecrypts() {
        var stored = new TokenCipher(OLD).encrypt(ACCOUNT, TOKEN);

        assertThat(new TokenCipher(NEW + "," + OLD).decrypt(ACCOUNT, stored)).isEqualTo(TOKEN);
    }

    @Test
    void theFirstKeyEncrypts() {
        var stored = new TokenCipher(NEW + "," + OLD).encrypt(ACCOUNT, TOKEN);

        assertThat(new TokenCipher(NEW).decrypt(ACCOUNT, stored)).isEqualTo(TOKEN);
        assertThatThrownBy(() -> new TokenCipher(OLD).decrypt(ACCOUNT, stored))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keysMayHaveSpaceAroundThem() {
        assertThatCode(() -> new TokenCipher(" " + NEW + " , " + OLD + "\n")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aBadKeyIsRefusedBySettingAndNeverShown(String keys) {
        var refusal = catchThrowable(() -> new TokenCipher(keys));

        assertThat(refusal)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEEKLINE_ENCRYPTION_KEY");
        var everything = new StringWriter();
        refusal.printStackTrace(new PrintWriter(everything));
        for (var key : keys.split(",")) {
            if (!key.isBlank()) {
                assertThat(everything.toString()).doesNotContain(key.strip());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", ",,,"})
    void noKeyAtAllIsSaidToBeOneOf32Bytes(String keys) {
        assertThatThrownBy(() -> new TokenCipher(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEEKLINE_ENCRYPTION_KEY")
                .hasMessageContaining("32 bytes");
    }

    @Test
    void theSameKeyTwiceIsSaidToBeThat() {
        assertThatThrownBy(() -> new TokenCipher(OLD + "," + OLD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    static Stream<String> badKeys() {
        return Stream.of(
                "hunter2hunter2hunter2hunter2hunt",
                "not*base64*at*all",
                Base64.getEncoder().encodeToString(new byte[16]),
                Base64.getEncoder().encodeToString(new byte[31]),
                Base64.getEncoder().encodeToString(new byte[33]),
                OLD + ",",
                OLD + ",tooshort",
                "tooshort," + OLD,
                OLD + OLD,
                OLD + ";" + NEW,
                OLD + "," + OLD);
    }

    private static String key(int number) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
