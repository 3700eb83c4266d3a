package dev.weekline.meta;

import dev.weekline.account.AccessToken;
import dev.weekline.account.AccountId;
import dev.weekline.quota.Purpose;
import dev.weekline.week.IsoWeek;
import java.util.Set;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;

/** Weekly insights of an ad account, as Meta tells them. */
public interface Insights {

    /**
     * Asks one recipe for one week, page by page. Pages arrive in Meta's order as {@link MetaAnswer.Page}; the next
     * page is asked for when the last one has been taken. Where Meta can't tell it in one piece, it comes in parts, and
     * at times anew from the first page ({@link MetaAnswer.Anew}). After the last page the stream ends. A foreseen
     * failure is the last element of the stream; a fault is an error signal. Cancelling ends the walk; calls that are
     * under way are abandoned but have been charged.
     *
     * @param calls is told of every call that was made, failed ones included, as soon as it is over
     */
    Flux<MetaAnswer> ask(Question question, Consumer<GraphCall> calls);

    /** What all questions of one run may repeat together. */
    Retries retriesOfRun();

    /** The units that the first page of every recipe of a week costs together. */
    int unitsOfWeek();

    /**
     * What is asked: one recipe, one account, one week.
     *
     * @param purpose why it is asked
     * @param actionTypes what is read of the events that Meta counts
     * @param retries how many calls may be repeated, shared by all questions of a run
     */
    record Question(
            AccountId account,
            AccessToken token,
            IsoWeek week,
            Recipe recipe,
            Purpose purpose,
            Set<String> actionTypes,
            Retries retries) {}
}
