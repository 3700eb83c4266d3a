package dev.weekline.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.audit.Actor;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private static final AccountId ID = new AccountId("act_17");
    private static final AccountId OTHER_ID = new AccountId("act_18");
    private static final AccessToken TOKEN = new AccessToken("EAABsecret");

    private static final AccountRig RIG = new AccountRig();

    private final ScriptedNode node = new ScriptedNode();
    private final Accounts accounts = RIG.bean(Accounts.class);
    private final Registration registration = new Registration(node, RIG.bean(AccountKeeper.class));

    @AfterAll
    static void stop() {
        RIG.close();
    }

    @BeforeEach
    void forgetAll() {
        RIG.execute("TRUNCATE ad_account, account_credential, access_token CASCADE");
        accounts.forget();
    }

    @Test
    void anAccountIsKeptAsMetaKnowsItTogetherWithItsToken() {
        node.answers(new NodeAnswer.Known(
                "Nordic Outdoor", "SEK", ZoneId.of("Europe/Stockholm"), Optional.of(AccountStatus.UNSETTLED)));

        var account = new Account(
                ID,
                "nordic-outdoor",
                "Nordic Outdoor",
                "SEK",
                ZoneId.of("Europe/Stockholm"),
                Optional.of(AccountStatus.UNSETTLED),
                false);
        assertThat(register(ID, Optional.empty())).isEqualTo(new RegistrationAnswer.Registered(account));
        assertThat(accounts.find("nordic-outdoor").block()).isEqualTo(account);
        assertThat(accounts.find("act_17").block()).isEqualTo(account);
        assertThat(accounts.find("17").block()).isEqualTo(account);
        assertThat(accounts.token(ID).block()).isEqualTo(TOKEN);
    }

    @Test
    void whatIsStoredOfTheTokenIsEncrypted() {
        node.isNamed("Belmonte");
        register(ID, Optional.empty());

        assertThat(RIG.query("SELECT encode(encrypted_token, 'escape') FROM access_token"))
                .singleElement()
                .satisfies(stored -> assertThat(stored).doesNotContain(TOKEN.secret()));
    }

    @Test
    void oneTokenOpensManyAccountsAndIsStoredOnce() {
        node.isNamed("Belmonte");
        register(ID, Optional.empty());
        register(OTHER_ID, Optional.of("other"));

        assertThat(RIG.query("SELECT count(*) FROM access_token")).containsExactly("1");
        assertThat(accounts.token(ID).block()).isEqualTo(TOKEN);
        assertThat(accounts.token(OTHER_ID).block()).isEqualTo(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({
        "Belmonte, belmonte",
        "Hotel Lumen, hotel-lumen",
        "Hôtel Lümen, hotel-lumen",
        "'  Spaces   all over  ', spaces-all-over",
        "Café № 5 (PL/EUR), cafe-no-5-pl-eur",
        "🌷 Tulips 🌷, tulips",
        "İstanbul, istanbul",
        "ﬁne ﬂowers, fine-flowers",
        "Łódź Zdrój, lodz-zdroj",
        "Smørrebrød & Æbler, smorrebrod-aebler",
        "Straße der Gewürze, strasse-der-gewurze",
        "a, a",
        "--, account-17",
        "'', account-17",
        "🌷, account-17",
        "ホテル, account-17",
        "2025, account-17",
        "The quick brown fox jumps over the lazy dog and on, the-quick-brown-fox-jumps-over-the-lazy"
    })
    void withoutASlugOneIsMadeOfTheName(String name, String slug) {
        node.isNamed(name);

        assertThat(register(ID, Optional.empty()))
                .isInstanceOfSatisfying(
                        RegistrationAnswer.Registered.class,
                        registered -> assertThat(registered.account().slug()).isEqualTo(slug));
        assertThat(Registration.isSlug(slug)).isTrue();
    }

    @Test
    void aSlugThatIsGivenIsUsed() {
        node.isNamed("Belmonte");

        assertThat(register(ID, Optional.of("my-shop-2")))
                .isInstanceOfSatisfying(
                        RegistrationAnswer.Registered.class,
                        registered -> assertThat(registered.account().slug()).isEqualTo("my-shop-2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "a-", "-a", "A", "act_1", "a b", "ä", "123", "2025", "a/b", "a\n", "1-2"})
    void aSlugOfAnotherFormIsRefusedBeforeMetaIsAsked(String slug) {
        assertThat(Registration.isSlug(slug)).isFalse();
        assertThatThrownBy(() -> registration.register(ID, TOKEN, Optional.of(slug), Actor.WEEKLINE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(node.timesAsked()).isZero();
    }

    @Test
    void aSlugHasAtMost63Characters() {
        assertThat(Registration.isSlug("a".repeat(63))).isTrue();
        assertThat(Registration.isSlug("a".repeat(64))).isFalse();
    }

    @Test
    void anIdThatIsRegisteredStaysAsItIs() {
        node.isNamed("Belmonte");
        register(ID, Optional.empty());
        node.isNamed("Another name");

        assertThat(registration
                        .register(ID, new AccessToken("other"), Optional.of("other"), Actor.WEEKLINE)
                        .block())
                .isInstanceOfSatisfying(
                        RegistrationAnswer.AlreadyRegistered.class,
                        there -> assertThat(there.account().name()).isEqualTo("Belmonte"));
        assertThat(accounts.token(ID).block()).isEqualTo(TOKEN);
        assertThat(accounts.find("other").block()).isNull();
    }

    @Test
    void aSlugBelongsToOneAccount() {
        node.isNamed("Belmonte");
        register(ID, Optional.empty());

        assertThat(register(OTHER_ID, Optional.of("belmonte"))).isEqualTo(new RegistrationAnswer.SlugTaken("belmonte"));
        assertThat(accounts.find("act_18").block()).isNull();
        assertThat(accounts.token(OTHER_ID).block()).isNull();
    }

    @Test
    void whatMetaRefusesIsNotKept() {
        node.answers(new NodeAnswer.Refused("The token has expired; make a new one", "AbC"));

        assertThat(register(ID, Optional.empty()))
                .isEqualTo(new RegistrationAnswer.Refused("The token has expired; make a new one", "AbC"));
        assertThat(accounts.find("act_17").block()).isNull();
    }

    @Test
    void whileMetaIsAwayNothingIsKept() {
        node.answers(new NodeAnswer.Unavailable("Meta gives no answer", ""));

        assertThat(register(ID, Optional.empty()))
                .isEqualTo(new RegistrationAnswer.Unavailable("Meta gives no answer", ""));
        assertThat(accounts.find("act_17").block()).isNull();
    }

    @Test
    void metaIsAskedOncePerSubscriptionAndNotBefore() {
        node.isNamed("Belmonte");
        var registering = registration.register(ID, TOKEN, Optional.empty(), Actor.WEEKLINE);
        assertThat(node.timesAsked()).isZero();

        registering.block();
        assertThat(node.timesAsked()).isOne();
    }

    private RegistrationAnswer register(AccountId id, Optional<String> slug) {
        return registration
                .register(id, TOKEN, slug, Actor.WEEKLINE)
                .blockOptional()
                .orElseThrow();
    }
}
