// @ts-check
import { el } from '../el.js';
import { link } from '../route.js';

/** What to do about a week that cannot be had. @param {import('../api.js').Problem} problem @param {any} account @param {string} week */
export function waysOn(problem, account, week) {
  const nearest = problem.body.nearestWeek;
  const to = (/** @type {string} */ label, /** @type {any} */ place) => el('a.button', { href: link(place) }, label);
  return [
    nearest && nearest !== week && to(`Go to ${nearest}`, { view: 'week', account: account.slug, week: nearest }),
    problem.kind === 'account-blocked' && to('Look at the account', { view: 'operations', tab: 'accounts', account: account.slug, week }),
    problem.kind === 'quota-exhausted' && to('Look at the quota', { view: 'operations', tab: 'quota', account: account.slug, week }),
  ].filter(Boolean);
}
