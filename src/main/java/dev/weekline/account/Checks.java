package dev.weekline.account;

import dev.weekline.account.AccountNode.NodeAnswer;
import dev.weekline.account.TokenNode.TokenAnswer;
import dev.weekline.account.TokenNode.TokenAnswer.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Says in plain words what works and what does not, by what Meta tells of a token and of an account. */
final class Checks {

    /** Either of them suffices (contract with Meta: permissions). */
    private static final Set<String> READING = Set.of("ads_read", "ads_management");

    /** Without these nothing can be fetched; an account that is closed can still be read. */
    private static final Set<String> DECISIVE = Set.of("token", "scopes", "expiry", "data-access", "shared");

    private Checks() {}

    static List<Check> of(TokenAnswer token, NodeAnswer account, Instant now) {
        return Stream.concat(ofToken(token, now), ofAccount(account)).toList();
    }

    /** Whether reports can be fetched, as far as Meta has told. */
    static boolean work(List<Check> checks) {
        return checks.stream().noneMatch(check -> check.isFailed() && DECISIVE.contains(check.name()));
    }

    private static Stream<Check> ofToken(TokenAnswer token, Instant now) {
        return switch (token) {
            case Accepted accepted ->
                Stream.of(
                        Check.passed("token", "Meta accepts the access token."),
                        scopes(accepted.scopes()),
                        end(
                                "expiry",
                                "The access token expires",
                                "The access token does not expire.",
                                accepted.expiresAt(),
                                now),
                        end(
                                "data-access",
                                "The access token opens data until its owner has to log in again, which is",
                                "The access token opens data without end.",
                                accepted.dataAccessExpiresAt(),
                                now));
            case TokenAnswer.Refused(var _, var why, var _) -> Stream.of(Check.failed("token", why + "."));
            case TokenAnswer.Unavailable(var why, var _) ->
                Stream.of(Check.untold("token", "Meta tells nothing of the access token now: " + why + "."));
        };
    }

    private static Check scopes(Set<String> granted) {
        return READING.stream()
                .filter(granted::contains)
                .sorted()
                .findFirst()
                .map(scope -> Check.passed("scopes", "The access token may read ads (" + scope + ")."))
                .orElseGet(() -> Check.failed(
                        "scopes", "The access token may not read ads; make one with ads_read and store it."));
    }

    private static Check end(String name, String ends, String endless, Optional<Instant> end, Instant now) {
        return end.map(moment -> {
                    var when = ends + " on " + moment.atOffset(ZoneOffset.UTC).toLocalDate();
                    var left = Duration.between(now, moment);
                    if (!left.isPositive()) {
                        return Check.failed(name, when + ", which is over; store a new one.");
                    }
                    return Check.passed(
                            name,
                            left.toDays() < 14
                                    ? when + ", in " + days(left) + "; store a new one before."
                                    : when + ".");
                })
                .orElseGet(() -> Check.passed(name, endless));
    }

    private static String days(Duration left) {
        var days = left.toDays();
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }

    private static Stream<Check> ofAccount(NodeAnswer account) {
        return switch (account) {
            case NodeAnswer.Known known ->
                Stream.of(
                        Check.passed("shared", "Meta shows the ad account to the owner of the access token."),
                        status(known.status()));
            case NodeAnswer.Refused(var why, var _) -> Stream.of(Check.failed("shared", why + "."));
            case NodeAnswer.Unavailable(var why, var _) ->
                Stream.of(Check.untold("shared", "Meta tells nothing of the ad account now: " + why + "."));
        };
    }

    private static Check status(Optional<AccountStatus> told) {
        return told.map(status -> switch (status) {
                    case ACTIVE -> Check.passed("status", "The ad account is active.");
                    case IN_GRACE_PERIOD ->
                        Check.passed("status", "The ad account is active; Meta waits for a payment.");
                    case DISABLED -> inactive("Meta has disabled the ad account");
                    case UNSETTLED, PENDING_SETTLEMENT -> inactive("The ad account waits for a payment");
                    case PENDING_RISK_REVIEW -> inactive("Meta reviews the ad account");
                    case PENDING_CLOSURE, CLOSED -> inactive("The ad account is closed or about to be");
                    case UNKNOWN -> Check.untold("status", "Meta says of the ad account what we have no word for.");
                })
                .orElseGet(() -> Check.untold("status", "Meta does not say whether the ad account is active."));
    }

    private static Check inactive(String what) {
        return Check.failed("status", what + "; what it has spent can still be read.");
    }
}
