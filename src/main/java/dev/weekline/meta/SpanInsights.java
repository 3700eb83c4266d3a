package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.quota.Purpose;
import dev.weekline.week.IsoWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** Insights of neighbouring weeks of an ad account, asked together so that they cost fewer calls. */
public interface SpanInsights {

    /** No more weeks than this are asked together. */
    int MOST_WEEKS = 27;

    /**
     * Asks one recipe for some weeks. Of every week come pages, at times anew, and then either
     * {@link MetaAnswer.Without}, which says that it is whole and what it lacks, or a {@link MetaAnswer.Failure}. Weeks
     * come in no order, and a page of one between pages of others. What Meta can't tell of several weeks together is
     * asked in shorter spans, at last week by week as {@link Insights} does. When a limit is reached or the account is
     * blocked, nothing more is asked and every week that is left fails with that. Pages are asked for when the last one
     * has been taken; cancelling ends the walk.
     *
     * @param calls is told of every call, failed ones included, as soon as it is over
     */
    Flux<WeekAnswer> ask(SpanQuestion question, Consumer<SharedCall> calls);

    /**
     * What is asked: one recipe, one account, some weeks.
     *
     * @param zone the account's
     * @param weeks one or more, in order
     * @param actionTypes what is read of the events that Meta counts
     * @param retries how many calls may be repeated, shared by all questions of a run
     */
    record SpanQuestion(
            AccountId account,
            ZoneId zone,
            AccessToken token,
            List<IsoWeek> weeks,
            Recipe recipe,
            Purpose purpose,
            Set<String> actionTypes,
            Retries retries) {

        public SpanQuestion {
            weeks = List.copyOf(weeks);
        }

        /** The same about one of its weeks alone. */
        Insights.Question alone(IsoWeek week) {
            return new Insights.Question(account, token, week, recipe, purpose, actionTypes, retries);
        }
    }

    /**
     * Something that was told of one week.
     *
     * @param together how many weeks were asked together when it was told
     */
    record WeekAnswer(IsoWeek week, int together, MetaAnswer answer) {}

    /**
     * A call that was made for some weeks.
     *
     * @param rows how many rows it brought of each; weeks without rows are not there
     */
    record SharedCall(List<IsoWeek> weeks, Map<IsoWeek, Integer> rows, GraphCall call) {

        public SharedCall {
            weeks = List.copyOf(weeks);
            rows = Map.copyOf(rows);
        }
    }
}
