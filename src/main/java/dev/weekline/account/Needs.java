package dev.weekline.account;

/**
 * What a caller needs to be let in, as {@code @Secured} wants it. Each scope includes those before it. A method that
 * says nothing is open to nobody.
 */
public final class Needs {

    /** To read. */
    public static final String READ = "read";

    /** To have Meta asked anew. */
    public static final String REFRESH = "refresh";

    /** To change accounts, and what the service does by itself. */
    public static final String OPERATE = "operate";

    /** To do that with what concerns accounts that are not named: the caller also sees all of them. */
    public static final String OPERATE_ALL = "operate-all";

    /** To decide who may do what, and to see who did. */
    public static final String ADMIN = "admin";

    private Needs() {}
}
