package dev.weekline.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.weekline.account.TokenCipher.EncryptedToken;
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

    private static final TokenId ID = new TokenId("0b8f8c1e-0c5c-4f0c-9a55-3f7e35f7b1d0");
    private static final AccessToken TOKEN = new AccessToken("EAABsecret_źdźbło");
    private static final String OLD = key(1);
    private static final String NEW = key(2);

    @Test
    void aTokenComesBackAsItWas() {
        assertThat(decrypt(OLD, ID, encrypt(OLD))).isEqualTo(TOKEN);
    }

    @Test
    void whatIsStoredShowsNothingOfTheTokenAndIsNeverTheSameTwice() {
        var stored = encrypt(OLD);

        assertThat(new String(stored.bytes(), ISO_8859_1) + stored.fingerprint() + stored.keyId())
                .doesNotContain("EAAB")
                .doesNotContain("secret");
        assertThat(encrypt(OLD).bytes()).isNotEqualTo(stored.bytes());
    }

    @Test
    void aTokenIsReadOnlyWhereItWasStored() {
        var stored = encrypt(OLD);

        assertThatThrownBy(() -> decrypt(OLD, new TokenId("act_1"), stored))
                .isInstanceOf(UnreadableTokenException.class)
                .hasMessageContaining("another account")
                .hasMessageContaining("PATCH /accounts")
                .hasMessageNotContaining("EAAB");
    }

    @Test
    void whatWasTouchedIsNotRead() {
        var stored = encrypt(OLD);
        for (var i = 0; i < stored.bytes().length; i++) {
            var touched = stored.bytes().clone();
            touched[i] ^= 1;
            assertUnreadable(touched, stored.keyId());
        }
        assertUnreadable(Arrays.copyOf(stored.bytes(), stored.bytes().length - 1), stored.keyId());
        assertUnreadable(new byte[0], stored.keyId());
    }

    @Test
    void anotherKeyDoesNotReadItAndSaysWhichSettingLacksTheRightOne() {
        var stored = encrypt(OLD);

        assertThatThrownBy(() -> decrypt(NEW, ID, stored))
                .isInstanceOf(UnreadableTokenException.class)
                .hasMessageContaining("WEEKLINE_ENCRYPTION_KEY");
    }

    @Test
    void aKeyThatIsNoLongerFirstStillDecrypts() {
        assertThat(decrypt(NEW + "," + OLD, ID, encrypt(OLD))).isEqualTo(TOKEN);
    }

    @Test
    void theFirstKeyEncrypts() {
        var stored = encrypt(NEW + "," + OLD);

        assertThat(decrypt(NEW, ID, stored)).isEqualTo(TOKEN);
        assertThatThrownBy(() -> decrypt(OLD, ID, stored)).isInstanceOf(UnreadableTokenException.class);
    }

    @Test
    void aTokenIsFoundByItsFingerprintUnderEveryKeyThatIsKnown() {
        var both = cipher(NEW + "," + OLD).fingerprints(TOKEN);

        assertThat(both)
                .containsExactly(encrypt(NEW).fingerprint(), encrypt(OLD).fingerprint())
                .doesNotHaveDuplicates();
        assertThat(cipher(OLD).fingerprints(new AccessToken("another"))).doesNotContainAnyElementsOf(both);
    }

    @Test
    void keysMayHaveSpaceAroundThem() {
        assertThatCode(() -> cipher(" " + NEW + " , " + OLD + "\n")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aBadKeyIsRefusedBySettingAndNeverShown(String keys) {
        var refusal = catchThrowable(() -> cipher(keys));

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
        assertThatThrownBy(() -> cipher(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("WEEKLINE_ENCRYPTION_KEY")
                .hasMessageContaining("32 bytes");
    }

    @Test
    void theSameKeyTwiceIsSaidToBeThat() {
        assertThatThrownBy(() -> cipher(OLD + "," + OLD))
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

    private static void assertUnreadable(byte[] touched, String keyId) {
        assertThatThrownBy(() -> cipher(OLD).decrypt(ID, touched, keyId))
                .isInstanceOf(UnreadableTokenException.class)
                .hasMessageContaining("damaged");
    }

    private static EncryptedToken encrypt(String keys) {
        return cipher(keys).encrypt(ID, TOKEN);
    }

    private static AccessToken decrypt(String keys, TokenId id, EncryptedToken stored) {
        return cipher(keys).decrypt(id, stored.bytes(), stored.keyId());
    }

    private static TokenCipher cipher(String keys) {
        return new TokenCipher(new EncryptionKeys(keys));
    }

    private static String key(int number) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
