// @ts-check
import { at, get } from '../api.js';
import { el, fill } from '../el.js';
import { link, settle } from '../route.js';
import { panel } from '../states.js';
import { plural } from '../words.js';
import { isWeek, later, running, span } from '../weeks.js';
import { panels } from './charts.js';
import { revisions } from './revisions.js';
import { weeksTable } from './weekstable.js';

export const title = 'Trend';

const LENGTHS = [13, 26, 54, 104, 160];

/** How the totals of an account went over many weeks. @param {HTMLElement} main @param {any} where */
export async function show(main, { route, account, signal }) {
  if (!account) return fill(main, el('h1', null, 'Trend'), panel({ title: 'Nothing to read yet', text: 'Your key sees no account.' }));
  const now = running(account.timeZone);
  const to = isWeek(route.query.to) && route.query.to < now ? route.query.to : now;
  const length = LENGTHS.includes(Number(route.query.weeks)) ? Number(route.query.weeks) : 54;
  const from = later(to, 1 - length);
  const list = await get(at('/reports/weekly', { account: account.id, from, to }), signal);
  const weeks = span(from, to);
  const stored = new Map(list.weeks.map((/** @type {any} */ w) => [w.week, w]));
  const chosen = isWeek(route.week) ? route.week : list.weeks.at(-1)?.week;
  const here = { view: 'trend', account: account.slug, week: chosen, query: route.query };
  settle(here);

  const below = el('section.card', { 'aria-labelledby': 'revisions-title' });
  const choose = (/** @type {string} */ week) => { settle({ ...here, week }); revisions(below, { account, week, stored, choose }, signal); };
  fill(main,
    el('header.page-head', null,
      el('div.page-title', null,
        el('h1', null, el('span.eyebrow', null, account.name, ' '), `Trend of ${length} weeks `, el('span.range', null, `${from} to ${to}`)),
        el('p.quiet', null, `${stored.size} of ${length} weeks are stored. ${legend()}`)),
      el('div.page-ways', null, lengths(here, length))),
    missing(account, length - stored.size, from, to),
    stored.size > 0 && panels({ account, weeks, stored, choose }, signal),
    stored.size > 0 && weeksTable({ account, weeks, stored, choose }),
    stored.size > 0 && below);
  if (chosen) revisions(below, { account, week: chosen, stored, choose }, signal);
}

const legend = () => 'Solid: final. Dashed with hollow points: still settling or open. A gap: the week is not stored.';

/** @param {any} here @param {number} length */
const lengths = (here, length) => el('nav.segments', { 'aria-label': 'Length' }, LENGTHS.map((n) => el('a', {
  id: `weeks-${n}`, href: link({ ...here, query: { ...here.query, weeks: String(n) } }), 'aria-current': n === length ? 'true' : undefined,
}, n === 160 ? 'All' : `${n} weeks`)));

/** @param {any} account @param {number} count @param {string} from @param {string} to */
function missing(account, count, from, to) {
  if (count === 0) return undefined;
  const way = el('a.button', { href: link({ view: 'coverage', account: account.slug, query: { fill: account.slug, from, to } }) }, 'Fill them in');
  if (count < 3) return undefined;
  return el('div.notice.calm.row', null, `${count} ${plural(count, 'week is', 'weeks are')} not stored, so the lines have gaps. The background fills them as the quota allows. `, way);
}
