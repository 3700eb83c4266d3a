package dev.weekline.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weekline.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Looking accounts up by any name, in any order and by anybody, finds those in sight and no others, although what was
 * found for one is remembered for the next.
 */
class SightPropertiesTest {

    private static final int ACCOUNTS = 5;
    private static final AccountRig RIG = rig();

    @AfterContainer
    static void stop() {
        RIG.close();
    }

    /** @param who which of the accounts it sees, a bit each */
    record Question(int account, int way, int who) {}

    @Property(tries = 50)
    void whatIsOutOfSightIsAsUnknownAsWhatDoesNotExist(
            @ForAll @Size(max = 60) List<@IntRange(max = 8_191) Integer> questions) {
        var accounts = new Accounts(
                RIG.bean(AccountRows.class),
                RIG.bean(CredentialRows.class),
                RIG.bean(TokenCipher.class),
                RIG.bean(HealthOfTokens.class));

        for (var number : questions) {
            var question = new Question(number & 7, (number >> 3) & 3, number >> 5);
            var sight = sight(question.who());
            var visible = question.account() < ACCOUNTS && (question.who() & 1 << question.account()) > 0;

            var found = accounts.find(name(question), sight).blockOptional();
            assertThat(found.map(account -> account.id().value()))
                    .isEqualTo(visible ? Optional.of(id(question.account())) : Optional.empty());
            if (!visible) {
                assertThat(refusal(accounts, name(question), sight))
                        .isEqualTo(refusal(accounts, "nobody-at-all", sight));
            }
            assertThat(accounts.first(10, sight)
                            .map(account -> account.id().value())
                            .collectList()
                            .block())
                    .allMatch(id -> sight.sees(new AccountId(id)))
                    .hasSize(Integer.bitCount(question.who() & 31));
        }
    }

    private static AccountRig rig() {
        var rig = new AccountRig();
        for (var number = 0; number < ACCOUNTS; number++) {
            rig.execute(
                    "INSERT INTO ad_account (account_id, slug, name, currency, time_zone) VALUES ('%s', 'slug-%d', 'Name', 'EUR', 'UTC')"
                            .formatted(id(number), number));
        }
        return rig;
    }

    private static String refusal(Accounts accounts, String name, Sight sight) {
        try {
            return String.valueOf(accounts.read(name, sight).block());
        } catch (ProblemException problem) {
            return problem.document("r-1", "/");
        }
    }

    private static Sight sight(int who) {
        var seen = IntStream.range(0, 8)
                .filter(number -> (who & 1 << number) > 0)
                .mapToObj(number -> new AccountId(id(number)))
                .collect(Collectors.toSet());
        return () -> Optional.of(Set.copyOf(seen));
    }

    private static String name(Question question) {
        return switch (question.way()) {
            case 0 -> id(question.account());
            case 1 -> id(question.account()).substring("act_".length());
            default -> "slug-" + question.account();
        };
    }

    private static String id(int number) {
        return "act_10" + number;
    }
}
