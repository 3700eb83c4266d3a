// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { link } from '../route.js';
import { notice } from '../states.js';
import { SECTIONS } from '../words.js';
import { course } from './stale.js';

/** What to know before reading the figures: stale, failing, kept, partial. @param {any} report @param {Response} answer */
export function notices(report, answer) {
  const zone = report.account.timeZone;
  const lacking = Object.entries(report.sections).filter(([, s]) => s.status !== 'complete');
  return [
    staleness(report, course(answer), zone),
    report.maturity === 'open' && notice('calm', 'The week is still running: changes compare the days so far with the whole week before.'),
    report.freshness && notice('calm', `The quota is short, so this answer stays fresh ${format.count(report.freshness.stretchedBy, 1)} times as long as usual, until ${format.moment(report.freshness.until, zone)}.`),
    lacking.length > 0 && notice('warn', el('strong', null, 'Partial. '), `${lacking.map(([name]) => SECTIONS[name] ?? name).join(', ')} could not be had; the rest stands.`),
  ].filter(Boolean);
}

/** @param {any} report @param {string} course @param {string} zone */
function staleness(report, course, zone) {
  const since = format.ago(report.fetchedAt);
  if (report.refresh) {
    return notice('warn', el('strong', null, report.refresh.state === 'blocked' ? 'Refreshing is blocked. ' : 'Refreshing fails. '),
      `${report.refresh.lastError} These are the figures of ${since}. Next try from ${format.moment(report.refresh.nextAttemptAt, zone)}. `,
      report.refresh.state === 'blocked' && el('a', { href: link({ view: 'operations', tab: 'accounts', account: report.account.slug }) }, 'Look at the account'));
  }
  switch (course) {
    case 'refreshing': return el('div.notice.calm.stale', { role: 'status' }, el('span.spinner', { 'aria-hidden': 'true' }), el('strong', null, 'Stale. '), `These are the figures of ${since}; newer ones are being fetched and appear here by themselves.`);
    case 'paused': return notice('calm', el('strong', null, 'Paused. '), `The account is paused, so nothing is refreshed; these are the figures of ${since}.`);
    case 'resting': return notice('warn', el('strong', null, 'Stale. '), `The last refresh failed and is tried again later; these are the figures of ${since}.`);
    case 'last': return notice('calm', 'Meta no longer tells this week; these are the last figures that it told.');
    default: return undefined;
  }
}
