package dev.weekline.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No secret is written, however it got into a text. */
class ScrubberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            token EAABsbCS1234ZBgkZD is dead                       | token [hidden] is dead
            asked with SBX0123456789abcdef0123                     | asked with [hidden]
            key wl_0123456789ABCDEFabcdef0123456789ABCDEFabcdef01  | key [hidden]
            key weekline_0123456789abcdef_-ABCDEF                  | key [hidden]
            session wls_0123456789ABCDEFabcdef0123456789ABCDEFabc  | session [hidden]
            Cookie: weekline_session=abc; other=def                | Cookie: [hidden]
            Authorization: Bearer abc.def-123, X: 1                | Authorization: Bearer [hidden], X: 1
            authorization=bearer  secret                           | authorization=bearer  [hidden]
            GET /v26.0/me?access_token=abc123&fields=id            | GET /v26.0/me?access_token=[hidden]&fields=id
            GET /debug_token?input_token=abc&x=1                   | GET /debug_token?input_token=[hidden]&x=1
            GET /a?appsecret_proof=00ff&b=2                        | GET /a?appsecret_proof=[hidden]&b=2
            {"accessToken": "abc", "id": "act_1"}                  | {"accessToken": "[hidden]", "id": "act_1"}
            postgresql://user:p%40ss@host:5432/db                  | postgresql://user:[hidden]@host:5432/db
            password=hunter2 user=me                               | password=[hidden] user=me
            eyJhbGciOiJIUzI1.eyJzdWIiOiJtZSJ9.c2lnbmF0dXJl ends    | [hidden] ends
            """)
    void aSecretIsHidden(String text, String shown) {
        assertThat(Scrubber.scrub(text)).isEqualTo(shown);
    }

    @Test
    void whatIsNoneStays() {
        var text = "Background step: 3 weeks stored of act_1203300000000017 (2025-W39) at http://127.0.0.1:8080/x, $1";

        assertThat(Scrubber.scrub(text)).isEqualTo(text);
    }
}
