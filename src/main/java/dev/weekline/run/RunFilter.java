package dev.weekline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weekline.account.AccountId;
import dev.weekline.account.Sight;
import dev.weekline.week.IsoWeek;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Which runs somebody wants to see; all of them where nothing is said.
 *
 * @param sight the accounts that they may see
 * @param from those that began then or later
 * @param to those that began before
 */
record RunFilter(
        Sight sight,
        Optional<AccountId> account,
        Optional<IsoWeek> week,
        Optional<Cause> cause,
        Optional<RunStatus> status,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All runs in sight. */
    static RunFilter all(Sight sight) {
        return new RunFilter(
                sight,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same, of that account where one is named. */
    RunFilter of(Optional<AccountId> named) {
        return new RunFilter(sight, named, week, cause, status, from, to);
    }

    Conditions conditions() {
        var conditions = new Conditions();
        account.ifPresentOrElse(
                one -> conditions.and("account_id = ?", one.value()),
                () -> sight.only()
                        .ifPresent(seen -> conditions.and("account_id = ANY(?)", (Object)
                                seen.stream().map(AccountId::value).toArray(String[]::new))));
        week.ifPresent(one -> conditions.and("week_start = ?", one.monday()));
        cause.ifPresent(one -> conditions.and("cause = ?", one.word()));
        status.ifPresent(one -> conditions.and("status = ?", one.word()));
        from.ifPresent(moment -> conditions.and("started_at >= ?", moment.atOffset(ZoneOffset.UTC)));
        to.ifPresent(moment -> conditions.and("started_at < ?", moment.atOffset(ZoneOffset.UTC)));
        return conditions;
    }

    /** The same as parameters of a request, each with an ampersand before it. */
    String query() {
        var query = new StringBuilder();
        account.ifPresent(one -> query.append("&account=").append(one.value()));
        week.ifPresent(one -> query.append("&week=").append(one));
        cause.ifPresent(one -> query.append("&cause=").append(one.word()));
        status.ifPresent(one -> query.append("&status=").append(one.word()));
        from.ifPresent(moment -> query.append("&from=").append(URLEncoder.encode(moment.toString(), UTF_8)));
        to.ifPresent(moment -> query.append("&to=").append(URLEncoder.encode(moment.toString(), UTF_8)));
        return query.toString();
    }
}
