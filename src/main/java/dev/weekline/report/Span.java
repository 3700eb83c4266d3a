package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.Account;
import dev.weekline.meta.Retries;
import dev.weekline.quota.Purpose;
import java.util.List;

/** Weeks of one account that are read together, and what their questions share. */
record Span(Account account, AccessToken token, Purpose purpose, Retries retries, List<SpanWeek> weeks, Shares shares) {

    Span {
        weeks = List.copyOf(weeks);
    }
}
