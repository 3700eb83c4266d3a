package dev.weekline.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * An error as the Graph API words it.
 *
 * @param status HTTP status
 * @param type Meta's class of errors
 * @param code Meta's code
 * @param subcode Meta's subcode, if it has one
 */
record GraphError(int status, String type, int code, Optional<Integer> subcode, String message) {

    private static final String OAUTH = "OAuthException";
    private static final String METHOD = "GraphMethodException";

    static GraphError badParameter(String detail) {
        return new GraphError(400, OAUTH, 100, Optional.empty(), "(#100) " + detail);
    }

    static GraphError notOneOf(String parameter, Iterable<String> allowed) {
        return badParameter(parameter + " must be one of the following values: " + String.join(", ", allowed));
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

    static GraphError noToken() {
        return new GraphError(
                400,
                OAUTH,
                190,
                Optional.empty(),
                "An active access token must be used to query information about the current user.");
    }

    static GraphError badToken() {
        return new GraphError(
                400, OAUTH, 190, Optional.empty(), "Invalid OAuth access token - Cannot parse access token");
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

    static GraphError unknownPath() {
        return new GraphError(400, OAUTH, 2500, Optional.empty(), "Unknown path components");
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
