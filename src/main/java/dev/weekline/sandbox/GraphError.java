package dev.weekline.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An error as the Graph API words it.
 *
 * @param status HTTP status
 * @param type Meta's class of errors
 * @param code Meta's code
 * @param subcode Meta's subcode, if it has one
 * @param isTransient whether asking again may help, where Meta says so
 * @param userText what Meta would show to a person, where it has something to show
 */
record GraphError(
        int status,
        String type,
        int code,
        Optional<Integer> subcode,
        String message,
        Optional<Boolean> isTransient,
        Optional<UserText> userText) {

    private static final String OAUTH = "OAuthException";
    private static final String METHOD = "GraphMethodException";
    private static final DateTimeFormatter SPOKEN = DateTimeFormatter.ofPattern(
                    "EEEE, dd-MMM-yy HH:mm:ss", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** An error without anything that Meta only sometimes adds. */
    GraphError(int status, String type, int code, Optional<Integer> subcode, String message) {
        this(status, type, code, subcode, message, Optional.empty(), Optional.empty());
    }

    /** A sentence for people, with its title. */
    record UserText(String title, String message) {}

    /** The same, saying whether asking again may help. */
    GraphError isTransient(boolean passes) {
        return new GraphError(status, type, code, subcode, message, Optional.of(passes), userText);
    }

    /** The same with a sentence for people. */
    GraphError telling(String title, String sentence) {
        return new GraphError(
                status, type, code, subcode, message, isTransient, Optional.of(new UserText(title, sentence)));
    }

    static GraphError badParameter(String detail) {
        return new GraphError(400, OAUTH, 100, Optional.empty(), "(#100) " + detail);
    }

    static GraphError notOneOf(String parameter, Iterable<String> allowed, String got) {
        return badParameter(parameter + " must be one of the following values: " + String.join(", ", allowed)
                + " - got \"" + got + "\"");
    }

    static GraphError unknownField(String field, String node) {
        return badParameter("Tried accessing nonexisting field (" + field + ") on node type (" + node + ")");
    }

    static GraphError breakdownAsField(String breakdown) {
        return badParameter(breakdown + " is not valid for fields param. please check"
                + " https://developers.facebook.com/docs/marketing-api/reference/ads-insights/ for all valid values");
    }

    static GraphError badCombination(List<String> breakdowns) {
        return badParameter("Current combination of data breakdown columns (action_type, "
                + String.join(", ", breakdowns) + ") is invalid");
    }

    static GraphError badFilter(String field, String operation) {
        return badParameter("Filtering field " + field + " with operation " + operation.toLowerCase(Locale.ROOT)
                + " is not supported");
    }

    /** A report run tells in its summary only what it was asked for; now and then Meta says so for no reason. */
    static GraphError notInSummary(List<String> fields) {
        return badParameter("Cannot include " + String.join(", ", fields)
                + " in summary param because they weren't there while creating the report run.");
    }

    static GraphError tooOld() {
        return new GraphError(
                400,
                OAUTH,
                3018,
                Optional.empty(),
                "(#3018) The start date of the time range cannot be beyond 37 months from the current date");
    }

    static GraphError badCursor() {
        return new GraphError(400, OAUTH, 2642, Optional.empty(), "(#2642) Invalid cursors values");
    }

    static GraphError runNotReady() {
        return new GraphError(400, OAUTH, 2601, Optional.of(1815107), "Error accessing adreport job.")
                .isTransient(true)
                .telling(
                        "Loading Async Ads Report Failed",
                        "Sorry, the report cannot be loaded successfully. Please check if your job status is completed"
                                + " instead of failed or running before fetching the data.");
    }

    static GraphError noToken() {
        return token(
                Optional.empty(), "An active access token must be used to query information about the current user.");
    }

    static GraphError badToken() {
        return token(Optional.empty(), "Invalid OAuth access token - Cannot parse access token");
    }

    static GraphError expiredToken(Instant expired, Instant now) {
        return token(
                Optional.of(463),
                "Error validating access token: Session has expired on " + SPOKEN.format(expired)
                        + " UTC. The current time is " + SPOKEN.format(now) + " UTC.");
    }

    static GraphError revokedToken() {
        return token(
                Optional.of(460),
                "Error validating access token: The session has been invalidated because the user changed their"
                        + " password or Facebook has changed the session for security reasons.");
    }

    private static GraphError token(Optional<Integer> subcode, String message) {
        return new GraphError(400, OAUTH, 190, subcode, message);
    }

    static GraphError noProof() {
        return new GraphError(
                400, METHOD, 100, Optional.empty(), "API calls from the server require an appsecret_proof argument");
    }

    static GraphError badProof() {
        return new GraphError(
                400, METHOD, 100, Optional.empty(), "Invalid appsecret_proof provided in the API argument");
    }

    static GraphError notGranted() {
        return new GraphError(
                403,
                OAUTH,
                200,
                Optional.empty(),
                "(#200) Ad account owner has NOT grant ads_management or ads_read permission");
    }

    static GraphError unsupported(String method, String object) {
        return new GraphError(
                400,
                METHOD,
                100,
                Optional.of(33),
                "Unsupported " + method + " request. Object with ID '" + object
                        + "' does not exist, cannot be loaded due to missing permissions,"
                        + " or does not support this operation");
    }

    /** An edge that a node does not have. */
    static GraphError unknownEdge(String edge) {
        return new GraphError(400, OAUTH, 2500, Optional.empty(), "Unknown path components: /" + edge);
    }

    /** Nothing is there, not even an object without edges; answered with a page for people. */
    static GraphError noSuchPage() {
        return new GraphError(404, METHOD, 100, Optional.empty(), "Sorry, something went wrong.");
    }

    static GraphError deadVersion(String newest) {
        return new GraphError(
                400,
                OAUTH,
                2635,
                Optional.empty(),
                "(#2635) You are calling a deprecated version of the Ads API. Please update to the latest version: "
                        + newest + ".");
    }

    static GraphError unknownFault() {
        return new GraphError(500, OAUTH, 1, Optional.empty(), "An unknown error occurred");
    }
}
