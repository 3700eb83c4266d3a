package dev.weekline.account;

/**
 * The KPIs of an account were replaced here. Other replicas hear of it by a notice.
 *
 * @param before what they were
 * @param now what they are
 */
public record KpisChanged(AccountId account, Kpis before, Kpis now) {}
