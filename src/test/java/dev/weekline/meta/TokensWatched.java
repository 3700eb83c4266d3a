package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import dev.weekline.account.TokenState;
import dev.weekline.account.TokenWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was told of tokens, in order. */
final class TokensWatched implements TokenWatch {

    private final List<String> told = new CopyOnWriteArrayList<>();

    List<String> told() {
        return told;
    }

    @Override
    public void refused(AccessToken token, TokenState state, String why) {
        told.add(state.word());
    }

    @Override
    public void worked(AccessToken token) {
        told.add("worked");
    }
}
