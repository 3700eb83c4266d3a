// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { STATES, plural } from '../words.js';

/** What the squares mean: a colour, a letter or pattern, and words. */
export const legend = () => el('ul.legend', { 'aria-label': 'Legend' }, Object.entries(STATES).map(([state, [name, letter, meaning]]) => el('li', null,
  el('span.week-cell', { class: state, 'aria-hidden': 'true' }, letter), el('span', null, el('strong', null, name), ` ${meaning}`))),
  el('li', null, el('span.week-cell.stored.unsettled', { 'aria-hidden': 'true' }), el('span', null, el('strong', null, 'With a dot'), ' still open or settling')));

/** All of it in a sentence. @param {any[]} items */
export function summary(items) {
  const weeks = items.flatMap((item) => item.weeks);
  const count = (/** @type {string} */ state) => weeks.filter((w) => w.state === state).length;
  const there = count('stored') + count('stale');
  const parts = ['missing', 'queued', 'running', 'failed'].map((state) => [state, count(state)]).filter(([, n]) => n).map(([state, n]) => `${format.count(Number(n))} ${state}`);
  return `${format.count(items.length)} ${plural(items.length, 'account')}: ${format.count(there)} of ${format.count(weeks.length)} weeks are there (${format.percent(there / Math.max(1, weeks.length), 0)})${parts.length ? `; ${parts.join(', ')}` : ''}.`;
}
