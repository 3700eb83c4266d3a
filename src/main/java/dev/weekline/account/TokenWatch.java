package dev.weekline.account;

/** Is told how calls of Meta go that are made with a token. Returns at once; what has to be stored is stored later. */
public interface TokenWatch {

    /**
     * Meta has refused a call because of its token.
     *
     * @param state dead, or resting
     * @param why what is wrong and what to do, in a sentence
     */
    void refused(AccessToken token, TokenState state, String why);

    /** Meta has answered a call. */
    void worked(AccessToken token);
}
