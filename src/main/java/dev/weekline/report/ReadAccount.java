package dev.weekline.report;

import dev.weekline.account.AccessToken;
import dev.weekline.account.Account;
import dev.weekline.metric.EventMapping;

/**
 * An account whose weeks are read.
 *
 * @param mapping what its events are read from
 */
record ReadAccount(Account account, AccessToken token, EventMapping mapping) {}
