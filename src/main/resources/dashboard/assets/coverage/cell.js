// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { STATES } from '../words.js';

/** A square of the map. @param {any} item an account @param {any} told what is known of the week; nothing where it has not begun there @param {string} week */
export function weekCell(item, told, week) {
  if (!told) return el('td.week-cell', { class: 'none', role: 'gridcell', tabindex: -1, 'aria-label': `${item.label}, ${week}: has not begun`, dataset: { week } });
  const [name, letter] = STATES[told.state] ?? [told.state, '?'];
  const unsettled = told.maturity === 'open' || told.maturity === 'settling';
  return el('td.week-cell', {
    class: `${told.state}${unsettled ? ' unsettled' : ''}`, role: 'gridcell', tabindex: -1, title: `${week}: ${name.toLowerCase()}`,
    'aria-label': `${item.label}, ${week}: ${name.toLowerCase()}${told.maturity ? `, ${told.maturity}` : ''}`, dataset: { week, state: told.state },
  }, letter);
}

/** All that is known of a week, in a sentence. @param {any} item @param {string} week */
export function describe(item, week) {
  const told = item.by.get(week);
  if (!told) return `${item.label}, ${week}: has not begun where the account is.`;
  const [name, , meaning] = STATES[told.state] ?? [told.state, '', ''];
  return [
    `${item.label}, ${week}: ${name.toLowerCase()}${told.maturity ? ` (${told.maturity})` : ''}; ${meaning}.`,
    told.fetchedAt && `Fetched ${format.moment(told.fetchedAt)}, ${format.ago(told.fetchedAt)}.`,
    told.place && `Place ${format.count(told.place)} in the queue, ${told.eta ? `its turn ${format.ahead(told.eta)}` : 'its turn not known'}.`,
    told.attempts && `Tried ${format.count(told.attempts)} times in vain.`,
    told.reason,
  ].filter(Boolean).join(' ');
}
