package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    WEEKLINE_TRIAL_PATIENCE    | soon | WEEKLINE_TRIAL_PATIENCE ("soon") cannot be read: set it to a duration
                    WEEKLINE_TRIAL_SHORT_TRIES | many | WEEKLINE_TRIAL_SHORT_TRIES ("many") cannot be read: set it to a whole number.
                    WEEKLINE_TRIAL_SHORT_TRIES | 0    | WEEKLINE_TRIAL_SHORT_TRIES ("0") must be greater than or equal to 1
                    WEEKLINE_TRIAL_API_VERSION | 26   | WEEKLINE_TRIAL_API_VERSION ("26") must match
                    WEEKLINE_TRIAL_GUARDED     | 11   | WEEKLINE_TRIAL_GUARDED is 10 or less, not 11
                    WEEKLINE_META_API_VERSION  | 26   | WEEKLINE_META_API_VERSION
                    WEEKLINE_META_BASE_URL     | nowhere | WEEKLINE_META_BASE_URL
                    """)
    void aWrongSettingOfARoomIsNamed(String variable, String value, String sentence) {
        assertThatExceptionOfType(CannotStartException.class)
                .isThrownBy(() -> start(Map.of(variable, value)))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .contains(sentence)
                        .endsWith(".")
                        .doesNotContain("\n"));
    }

    private static void start(Map<String, String> environment) {
        var builder = ApplicationContext.builder()
                .environmentPropertySource(false)
                .propertySources(new Variables(environment));
        try (var context = builder.build()) {
            context.start();
        } catch (RuntimeException failure) {
            throw StartFailure.of(failure);
        }
    }
}
