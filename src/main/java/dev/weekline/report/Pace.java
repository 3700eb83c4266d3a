package dev.weekline.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.weekline.account.Account;
import dev.weekline.account.AccountId;
import dev.weekline.quota.CallQuota;
import dev.weekline.week.Calm;
import dev.weekline.week.Freshness;
import dev.weekline.week.IsoWeek;
import dev.weekline.week.Stretch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/**
 * How long what is stored of a week stays fresh, for everybody who asks: by the table, by how calm the week has become,
 * and when it is due, by what is left of the account's quota.
 */
@Singleton
class Pace {

    private final Freshness freshness;
    private final ToDoubleFunction<AccountId> left;

    @Inject
    Pace(Freshness freshness, CallQuota quota) {
        this(freshness, quota::left);
    }

    /** @param left of an account's quota, as a share from 0 to 1 */
    Pace(Freshness freshness, ToDoubleFunction<AccountId> left) {
        this.freshness = freshness;
        this.left = left;
    }

    /**
     * How long something is fresh.
     *
     * @param until {@link Instant#MAX} for ever
     */
    record Fresh(Instant until, Stretch stretch) {

        boolean holds(Instant now) {
            return now.isBefore(until);
        }

        boolean isStretched() {
            return stretch.isTelling();
        }

        void write(JsonGenerator json) throws IOException {
            json.writeObjectFieldStart("freshness");
            json.writeStringField("until", Json.moment(until));
            json.writeNumberField(
                    "stretchedBy", BigDecimal.valueOf(stretch.factor()).setScale(2, RoundingMode.HALF_UP));
            json.writeEndObject();
        }
    }

    /** Only what is due otherwise is stretched; what has been due for too long even so is as stale as it would be. */
    Fresh of(Account account, IsoWeek week, Instant fetchedAt, Calm calm, Instant now) {
        var usual =
                new Fresh(freshness.freshUntil(week, account.timeZone(), fetchedAt, calm, Stretch.NONE), Stretch.NONE);
        if (usual.holds(now)) {
            return usual;
        }
        var stretch = Stretch.ofLeft(left.applyAsDouble(account.id()));
        var longer = new Fresh(freshness.freshUntil(week, account.timeZone(), fetchedAt, calm, stretch), stretch);
        return longer.isStretched() && longer.holds(now) ? longer : usual;
    }
}
