package dev.weekline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.weekline.account.TokenNode.TokenAnswer.Accepted;
import dev.weekline.account.TokenNode.TokenAnswer.Refused;
import dev.weekline.report.TestService;
import dev.weekline.sandbox.SandboxAccount;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meta's answer about a token, which may be there only after calls have found out more. */
class LateAnswerTest {

    private static final SandboxAccount BELMONTE = TestService.account("belmonte");
    private static final Accepted ACCEPTED = new Accepted(Set.of("ads_read"), Optional.empty(), Optional.empty());

    private final TestService service = TestService.start(BELMONTE);
    private final HealthOfTokens health = service.weekline.context().getBean(HealthOfTokens.class);
    private final AccessToken token = new AccessToken(BELMONTE.accessToken());

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void doesNotWakeATokenThatCallsHaveFoundDeadMeanwhile() {
        var asked = asking();
        health.refused(token, TokenState.DEAD, "The access token has expired");
        await().until(() -> state().equals("dead"));

        health.told(asked, ACCEPTED).block();
        assertThat(state()).isEqualTo("dead");

        health.told(asking(), ACCEPTED).block();
        assertThat(state()).isEqualTo("healthy");
    }

    @Test
    void tellsOfADeadTokenWhateverCallsHaveFound() {
        var asked = asking();
        health.refused(token, TokenState.RESTING, "Meta has blocked the owner of the access token");
        await().until(() -> state().equals("resting"));

        health.told(asked, new Refused(TokenState.DEAD, "The access token has expired", "AbC"))
                .block();
        assertThat(state()).isEqualTo("dead");
    }

    private AskedToken asking() {
        return Objects.requireNonNull(health.asking(tokenId(), token).block());
    }

    private TokenId tokenId() {
        return new TokenId(service.query("SELECT token_id FROM access_token").getFirst());
    }

    private String state() {
        List<String> states = service.query("SELECT health FROM access_token");
        return states.getFirst();
    }
}
