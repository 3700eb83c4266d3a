package dev.weekline.meta;

import static dev.weekline.meta.GraphBodies.error;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.account.AccountNode.NodeAnswer.Known;
import dev.weekline.account.AccountNode.NodeAnswer.Refused;
import dev.weekline.account.AccountNode.NodeAnswer.Unavailable;
import dev.weekline.account.AccountStatus;
import dev.weekline.quota.Permit.Denied;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphAccountNodeTest {

    private static final String NODE = """
            {"id":"act_1203300000000017","account_id":"1203300000000017","name":"Belmonte","account_status":1,
             "currency":"PLN","timezone_name":"Europe/Warsaw"}
            """;

    private final GraphRig rig = new GraphRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theAccountIsKnownByNameCurrencyAndZone() {
        rig.graph.answers(NODE);

        assertThat(ask())
                .isEqualTo(new Known("Belmonte", "PLN", ZoneId.of("Europe/Warsaw"), Optional.of(AccountStatus.ACTIVE)));
    }

    @Test
    void theNodeItselfIsAskedWithTheTokenInTheHeader() {
        rig.withAppSecret("app-secret-of-the-test").graph.answers(NODE);

        ask();

        var asked = rig.graph.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v26.0/act_1203300000000017");
        assertThat(asked.query())
                .containsEntry("fields", "id,account_id,name,account_status,currency,timezone_name")
                .containsKey("appsecret_proof")
                .hasSize(2);
        assertThat(asked.header("Authorization")).isEqualTo("Bearer EAAB-test-token-7f3a");
    }

    @Test
    void askingCostsAUnitOfTheQuota() {
        rig.graph.answers(NODE);

        ask();

        assertThat(rig.quota.taken()).singleElement().satisfies(taken -> {
            assertThat(taken.units()).isOne();
            assertThat(taken.patience()).isLessThan(Duration.ofSeconds(30));
        });
    }

    @Test
    void anAccountWithoutANameIsCalledByItsId() {
        rig.graph.answers(NODE.replace("Belmonte", "\\u0000 "));

        assertThat(ask())
                .isEqualTo(new Known(
                        "act_1203300000000017", "PLN", ZoneId.of("Europe/Warsaw"), Optional.of(AccountStatus.ACTIVE)));
    }

    @Test
    void aTokenThatMetaRefusesIsRefusedWithTheReason() {
        rig.graph.fails(400, error(190, 463, "Session has expired"));

        assertThat(ask())
                .isEqualTo(new Refused(
                        "The access token has expired; store a new access token (code 190/463)", "AxTrace_9"));
    }

    @Test
    void anAccountThatTheTokenDoesNotSeeIsRefused() {
        rig.graph.fails(400, error(100, 33, "Unsupported get request"));

        assertThat(ask())
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.why()).contains("check the id"));
    }

    @Test
    void whileMetaFailsTheAccountIsUnavailable() {
        rig.graph.fails(503, error(2)).html(502).drops();

        assertThat(ask()).isInstanceOf(Unavailable.class);
        assertThat(rig.graph.asked()).hasSize(3);
    }

    @Test
    void aLimitSaysWhenToComeBack() {
        rig.graph.answers(400, error(80004), Map.of("X-Ad-Account-Usage", "{\"reset_time_duration\":100}"));

        assertThat(ask())
                .isEqualTo(
                        new Unavailable("A limit of Meta's is reached (code 80004); ask again in 100 s", "AxTrace_9"));
    }

    @Test
    void ourOwnQuotaSaysWhenToComeBack() {
        rig.quota.answers(new Denied(Duration.ofMillis(1500)));

        assertThat(ask()).isEqualTo(new Unavailable("Our own quota of calls to Meta is spent; ask again in 2 s", ""));
        assertThat(rig.graph.asked()).isEmpty();
    }

    @Test
    void anotherAccountThanTheOneAskedForIsRefused() {
        rig.graph.answers(NODE.replace("act_1203300000000017", "act_42"));

        assertThat(ask()).isEqualTo(new Refused("Meta answered for another account than act_1203300000000017", ""));
    }

    @Test
    void aZoneOrCurrencyThatCannotBeReadIsRefusedByName() {
        rig.graph.answers(NODE.replace("Europe/Warsaw", "Middle/Earth"));
        assertThat(ask()).isEqualTo(new Refused("Meta's value of timezone_name cannot be read", ""));

        rig.graph.answers(NODE.replace("\"PLN\"", "null"));
        assertThat(ask()).isEqualTo(new Refused("Meta's value of currency cannot be read", ""));
    }

    @Test
    void anAnswerThatIsNotJsonMakesTheAccountUnavailable() {
        rig.graph.plain("Service Unavailable").plain("Service Unavailable").answers("[]");

        assertThat(ask()).isInstanceOf(Unavailable.class);
    }

    private NodeAnswer ask() {
        return requireNonNull(rig.node().ask(GraphRig.ACCOUNT, GraphRig.TOKEN).block(Duration.ofSeconds(30)));
    }
}
