package dev.weekline.meta;

import static dev.weekline.meta.Hindrance.NOT_SHARED;
import static dev.weekline.meta.Hindrance.OWNER;
import static dev.weekline.meta.Hindrance.PERMISSION;
import static dev.weekline.meta.Hindrance.POLICY;
import static dev.weekline.meta.Hindrance.SETTING;
import static dev.weekline.meta.Hindrance.TOKEN;
import static dev.weekline.meta.Meaning.again;
import static dev.weekline.meta.Meaning.beyondRetention;
import static dev.weekline.meta.Meaning.blocked;
import static dev.weekline.meta.Meaning.deadVersion;
import static dev.weekline.meta.Meaning.lostPlace;
import static dev.weekline.meta.Meaning.notReady;
import static dev.weekline.meta.Meaning.refused;
import static dev.weekline.meta.Meaning.throttled;
import static dev.weekline.meta.Meaning.tooLarge;
import static dev.weekline.quota.Gate.ACCOUNT;
import static dev.weekline.quota.Gate.APP;
import static dev.weekline.quota.Gate.USE_CASE;
import static java.util.Map.entry;

import dev.weekline.meta.GraphFailure.TooLarge.Sign;
import java.util.Map;
import java.util.Optional;

/**
 * What Meta's error codes mean to us, one code a line. Sources: Meta's pages on error handling, rate limiting and
 * insights best practices, and what users of the API report.
 */
final class ErrorTable {

    /** What went wrong with the connection, by another name. */
    static final Meaning SUSPECTED = tooLarge(Sign.SUSPECTED);

    private static final String NEW_TOKEN = "; store a new access token";
    private static final String MAY_NOT_READ =
            "The token's owner may not read this ad account; share it with them, with ads_read";
    private static final String WRONG_SECRET =
            "Meta rejects the proof of the app secret; check weekline.meta.app-secret";

    private static final Map<Code, Meaning> BY_CODE = Map.ofEntries(
            // Limits: worth asking again later.
            entry(new Code(4), throttled(APP)), // calls of the app; 4/1504022 and 4/1504039 the same of insights
            entry(new Code(17), throttled(ACCOUNT)), // calls of the user, or for this ad account
            entry(new Code(32), throttled(APP)), // calls for a page
            entry(new Code(341), throttled(APP)), // calls of the app over a longer time
            entry(new Code(613), throttled(ACCOUNT)), // a limit of one edge; 613/1487742 for this ad account
            entry(
                    new Code(613, 1996),
                    blocked(POLICY, "Meta stopped an erratic volume of calls; look for what makes them")),

            // Size: only a smaller question helps.
            entry(new Code(100, 1487534), tooLarge(Sign.ROWS)), // too many rows or data points
            entry(new Code(2616), tooLarge(Sign.ROWS)), // too many rows
            entry(new Code(2, 1504038), tooLarge(Sign.ROWS)), // too large for a report run

            // Hiccups: worth asking again soon.
            entry(new Code(1), again(2).orElse(SUSPECTED)), // unknown; at times a question that took too long
            entry(new Code(2), again(2)), // unavailable for a moment; 2/1504044 the same of a report run
            entry(new Code(500), again(2)), // not found for the moment
            entry(new Code(960), again(2)), // timed out inside Meta
            entry(new Code(104), again(1).orElse(blocked(SETTING, WRONG_SECRET))), // at times a reset connection
            entry(new Code(2601), notReady()), // the report run, with or without 1815107
            entry(new Code(2642), lostPlace()), // a cursor that is no longer known

            // The account, its token or the app: somebody has to put it right.
            entry(new Code(1, 2853001), blocked(TOKEN, "The access token is that of a personal account" + NEW_TOKEN)),
            entry(
                    new Code(3),
                    blocked(
                            PERMISSION,
                            "The app may not use the Marketing API; request Ads Management Standard Access for it")),
            entry(new Code(10), blocked(PERMISSION, "The app lacks a permission; grant it ads_read")),
            entry(
                    new Code(100, 33),
                    blocked(
                            NOT_SHARED,
                            "Meta shows this token no such ad account; check the id and who it is shared with")),
            entry(new Code(102), blocked(TOKEN, "The session of the access token is over" + NEW_TOKEN)),
            entry(new Code(190), blocked(TOKEN, "Meta does not accept the access token" + NEW_TOKEN)),
            entry(new Code(190, 458), blocked(TOKEN, "The token's owner has removed the app" + NEW_TOKEN)),
            entry(
                    new Code(190, 459),
                    blocked(OWNER, "The token's owner must pass a check at Facebook first; log in there as that user")),
            entry(new Code(190, 460), blocked(TOKEN, "The token's owner has changed the password" + NEW_TOKEN)),
            entry(new Code(190, 463), blocked(TOKEN, "The access token has expired" + NEW_TOKEN)),
            entry(
                    new Code(190, 464),
                    blocked(TOKEN, "The token's owner is not confirmed at Facebook; confirm the user" + NEW_TOKEN)),
            entry(new Code(190, 467), blocked(TOKEN, "The access token was invalidated" + NEW_TOKEN)),
            entry(
                    new Code(190, 492),
                    blocked(TOKEN, "The token's owner has lost the role it needs; give it back" + NEW_TOKEN)),
            entry(
                    new Code(294),
                    blocked(
                            PERMISSION,
                            "The app was not admitted to the Marketing API; have ads_read approved in app review")),
            entry(
                    new Code(368),
                    blocked(OWNER, "Meta has blocked the owner of the access token for abuse; resolve that with Meta")),

            // The question: asking again is pointless.
            entry(new Code(12), refused()), // a field or edge that is deprecated, named in the text
            entry(new Code(100), refused()), // a bad parameter, at times a removed field, named in the text
            entry(new Code(105), refused()), // too many parameters
            entry(new Code(2500), refused()), // bad syntax
            entry(new Code(3001), refused()), // an invalid query
            entry(new Code(2635), deadVersion()),
            entry(new Code(3018), beyondRetention()));

    private static final int FIRST_PERMISSION = 200;
    private static final int LAST_PERMISSION = 299;
    private static final int FIRST_USE_CASE = 80000;
    private static final int LAST_USE_CASE = 80014;

    private ErrorTable() {}

    /** What a code means, with its subcode or without; empty for one that nobody has met. */
    static Optional<Meaning> find(Code code) {
        return Optional.ofNullable(BY_CODE.get(code))
                .or(() -> Optional.ofNullable(BY_CODE.get(code.alone())))
                .or(() -> byRange(code.code()));
    }

    /** What only the text tells of a bad parameter. */
    static Optional<Meaning> byText(Code code, String text) {
        if (text.contains("reduce the amount of data")) {
            return Optional.of(tooLarge(Sign.DATA));
        }
        if (code.code() != 100) {
            return Optional.empty();
        }
        if (text.contains("missing permission") && code.subcode() == 0) {
            return Optional.of(blocked(PERMISSION, MAY_NOT_READ));
        }
        if (text.contains("appsecret_proof")) {
            return Optional.of(blocked(SETTING, WRONG_SECRET));
        }
        if (text.contains("in summary param")) {
            // Comes and goes, most of all when a report run is read just after it was created.
            return Optional.of(again(2).orElse(refused()));
        }
        return text.contains("exceeds the max limit") ? Optional.of(tooLarge(Sign.DEPTH)) : Optional.empty();
    }

    private static Optional<Meaning> byRange(int code) {
        if (code >= FIRST_PERMISSION && code <= LAST_PERMISSION) {
            return Optional.of(blocked(NOT_SHARED, MAY_NOT_READ));
        }
        return code >= FIRST_USE_CASE && code <= LAST_USE_CASE ? Optional.of(throttled(USE_CASE)) : Optional.empty();
    }

    /** A code with its subcode; 0 where there is none. */
    record Code(int code, int subcode) {

        Code(int code) {
            this(code, 0);
        }

        Code alone() {
            return new Code(code);
        }

        String shown() {
            return code == 0 ? "" : subcode == 0 ? " (code " + code + ")" : " (code " + code + "/" + subcode + ")";
        }
    }
}
