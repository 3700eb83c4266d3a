package dev.weekline.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * What Meta usually says with a code.
 *
 * @param subcode empty for the code with no subcode, or with one that has no words of its own
 * @param isTransient empty where Meta does not say
 * @param title what Meta would show to a user; empty where it has no such text
 */
record KnownError(
        int code,
        Optional<Integer> subcode,
        String type,
        String message,
        Optional<Boolean> isTransient,
        Optional<String> title) {

    private static final String OAUTH = "OAuthException";
    private static final String UNKNOWN = "An unknown error occurred";
    private static final String TOKEN = "Error validating access token: ";

    private static final List<KnownError> ALL = List.of(
            of(1, "Please reduce the amount of data you're asking for, then retry your request"),
            of(1, 99, UNKNOWN),
            of(1, 2853001, UNKNOWN).lasting(),
            of(2, "(#2) Service temporarily unavailable").passing(),
            of(3, "(#3) Application does not have the capability to make this API call."),
            of(4, "(#4) Application request limit reached").passing(),
            of(4, 1504022, "(#4) There have been too many calls to Insights. Wait a bit and try again.")
                    .passing(),
            of(10, "(#10) Application does not have permission for this action"),
            of(17, "(#17) User request limit reached").passing(),
            of(32, "(#32) Page request limit reached").passing(),
            of(100, "(#100) Invalid parameter"),
            of(100, 33, GraphError.unsupported("get", "0").message()).by("GraphMethodException"),
            of(100, 1487534, "Invalid parameter").titled("There Are Too Many Rows"),
            of(102, "Session key invalid or no longer valid"),
            of(104, "Incorrect signature"),
            of(190, "Invalid OAuth access token - Cannot parse access token"),
            of(190, 458, TOKEN + "The user has not authorized application 1203300000000090."),
            of(190, 459, TOKEN + "You cannot access the app till you log in and follow the instructions given."),
            of(190, 460, TOKEN + "The session has been invalidated because the user changed their password."),
            of(190, 463, TOKEN + "Session has expired."),
            of(190, 464, TOKEN + "Sessions for the user are not allowed because the user is not a confirmed user."),
            of(190, 467, TOKEN + "The session is invalid because the user logged out."),
            of(190, 492, TOKEN + "The session is invalid because the user has no role on the page."),
            of(200, "(#200) Ad account owner has NOT grant ads_management or ads_read permission"),
            of(
                    294,
                    "(#294) Managing advertisements requires an access token with the extended permission for"
                            + " ads_management"),
            of(341, "(#341) Application limit reached").passing(),
            of(368, "(#368) The action attempted has been deemed abusive or is otherwise disallowed"),
            of(500, "Not found"),
            of(613, "(#613) Calls to this api have exceeded the rate limit."),
            of(2500, "Unknown path components"),
            of(2601, "Error accessing adreport job.").passing().titled("Loading Async Ads Report Failed"),
            of(2635, GraphError.deadVersion(Version.NEWEST.toString()).message()),
            of(2642, GraphError.badCursor().message()),
            of(3018, GraphError.tooOld().message()));

    private static final int FIRST_USE_CASE = 80_000;
    private static final int LAST_USE_CASE = 80_014;

    /** The closest that is known; codes that nobody knows get the words of an unknown error. */
    static KnownError find(int code, Optional<Integer> subcode) {
        return ALL.stream()
                .filter(known -> known.code == code && known.subcode.equals(subcode))
                .findFirst()
                .or(() -> ALL.stream()
                        .filter(known -> known.code == code && known.subcode.isEmpty())
                        .findFirst())
                .orElseGet(() -> of(code, "(#" + code + ") " + unlisted(code)));
    }

    /** Whether the code tells a caller to slow down. */
    static boolean isThrottling(int code) {
        return List.of(4, 17, 32, 341, 613).contains(code) || isUseCase(code);
    }

    private static boolean isUseCase(int code) {
        return code >= FIRST_USE_CASE && code <= LAST_USE_CASE;
    }

    private static String unlisted(int code) {
        return isUseCase(code)
                ? "There have been too many calls from this ad-account. Wait a bit and try again. For more info, please"
                        + " refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting."
                : UNKNOWN;
    }

    private static KnownError of(int code, String message) {
        return new KnownError(code, Optional.empty(), OAUTH, message, Optional.empty(), Optional.empty());
    }

    private static KnownError of(int code, int subcode, String message) {
        return new KnownError(code, Optional.of(subcode), OAUTH, message, Optional.empty(), Optional.empty());
    }

    private KnownError passing() {
        return new KnownError(code, subcode, type, message, Optional.of(true), title);
    }

    private KnownError lasting() {
        return new KnownError(code, subcode, type, message, Optional.of(false), title);
    }

    private KnownError by(String otherType) {
        return new KnownError(code, subcode, otherType, message, isTransient, title);
    }

    private KnownError titled(String words) {
        return new KnownError(code, subcode, type, message, isTransient, Optional.of(words));
    }
}
