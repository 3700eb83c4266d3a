package dev.weekline.report;

import dev.weekline.account.AccountId;
import dev.weekline.week.IsoWeek;

/** Which report: one week of one account. */
public record ReportKey(AccountId account, IsoWeek week) {}
