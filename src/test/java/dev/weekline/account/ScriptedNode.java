package dev.weekline.account;

import java.time.ZoneId;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** An account node that answers what a test wants, and remembers what it was asked. */
final class ScriptedNode implements AccountNode {

    private NodeAnswer answer = new NodeAnswer.Unavailable("Nothing was scripted", "");
    private int asked;

    void isNamed(String name) {
        answer = new NodeAnswer.Known(name, "PLN", ZoneId.of("Europe/Warsaw"), Optional.empty());
    }

    void answers(NodeAnswer other) {
        answer = other;
    }

    int timesAsked() {
        return asked;
    }

    @Override
    public Mono<NodeAnswer> ask(AccountId account, AccessToken token) {
        return Mono.fromSupplier(() -> {
            asked++;
            return answer;
        });
    }
}
