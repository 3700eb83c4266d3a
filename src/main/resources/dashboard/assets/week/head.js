// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { go, link } from '../route.js';
import { later, monday, running } from '../weeks.js';
import { refreshButton } from './refresh.js';
import { standing } from './standing.js';

const BACK = 160; // Meta tells 37 months.

/** Which week this is, how it stands, and the ways to others. @param {any} what */
export function head({ account, week, report, live, signal, done }) {
  const first = monday(week);
  const known = !Number.isNaN(first.getTime());
  const last = new Date(first.getTime() + 6 * 86_400_000);
  const number = Number(week.split('-W')[1]);
  return el('header.page-head', null,
    el('div.page-title', null,
      el('h1', { dataset: { title: week } }, el('span.eyebrow', null, account.name, ' '), known ? `Week ${number}` : week, ' ',
        known && el('span.range', null, format.dateRange(first, last)))),
    el('div.page-ways', null, ways(account, week, known), report && refreshButton({ account, week, live, signal, done })),
    report ? standing(report) : el('p.standing', null, `Days are those of ${account.timeZone}`));
}

/** @param {any} account @param {string} week @param {boolean} known */
function ways(account, week, known) {
  const now = running(account.timeZone);
  const to = (/** @type {string} */ id, /** @type {string} */ sign, /** @type {string} */ name, /** @type {string | undefined} */ next) => next
    ? el('a.button.step', { id, href: link({ view: 'week', account: account.slug, week: next }), title: `${name}: ${next}`, 'aria-label': `${name}, ${next}` }, sign)
    : el('span.button.step', { 'aria-disabled': 'true', title: 'The running week is the last' }, sign);
  return el('nav.week-ways', { 'aria-label': 'Weeks' },
    to('earlier', '‹', 'Week before', known ? later(week, -1) : later(now, -1)),
    weekChoice(account, week, now),
    to('later', '›', 'Week after', known && week < now ? later(week, 1) : undefined));
}

/** @param {any} account @param {string} week @param {string} now */
function weekChoice(account, week, now) {
  const field = el('select', { id: 'week-choice', 'aria-label': 'Week' });
  /** @type {Record<string, any[]>} */
  const years = {};
  for (let n = 0, each = now; n < BACK; n++, each = later(each, -1)) (years[each.slice(0, 4)] ??= []).push(each);
  if (!Object.values(years).flat().includes(week)) field.append(el('option', { value: week }, week));
  for (const year of Object.keys(years).sort().reverse()) {
    field.append(el('optgroup', { label: year }, years[year].map((each) => el('option', { value: each }, each === now ? `${each} (running)` : each))));
  }
  field.value = week;
  // Arrow keys run through the weeks, and a week that is only passed by must not be fetched.
  let waiting = 0;
  field.addEventListener('change', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => field.isConnected && go({ view: 'week', account: account.slug, week: field.value }), 400);
  });
  return field;
}
