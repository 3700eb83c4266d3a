// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { METRICS, labelOf, show } from '../metrics.js';
import { link } from '../route.js';
import { table } from '../table.js';
import { monday } from '../weeks.js';

const FIGURES = ['spend', 'leads', 'purchases', 'roas', 'purchaseValue', 'costPerLead', 'costPerPurchase'];

/** The same weeks as a table, the newest first; a week that is not stored is a row too. @param {any} what */
export function weeksTable({ account, weeks, stored, choose }) {
  const view = table({ caption: `Totals of ${account.name}, week by week`, columns: columns(account, stored, choose) });
  view.show([...weeks].reverse().map((week) => ({ week, ...stored.get(week) })));
  return el('details.card.weeks', null, el('summary', null, el('h2', null, 'All weeks as a table')), view.node);
}

/** @param {any} account @param {Map<string, any>} stored @param {(week: string) => void} choose */
function columns(account, stored, choose) {
  return [
    { name: 'week', label: 'Week', head: true, cell: (/** @type {any} */ r) => el('a', { href: link({ view: 'week', account: account.slug, week: r.week }) }, r.week) },
    { name: 'begins', label: 'Begins', cell: (/** @type {any} */ r) => format.longDate(monday(r.week).toISOString().slice(0, 10)) },
    ...FIGURES.map((name) => ({
      name, label: labelOf(name), number: true, title: METRICS[name].what,
      cell: (/** @type {any} */ r) => (!r.totals ? '' : r.totals[name] === undefined ? el('span.absent', null, 'not available') : show(name, r.totals[name], account.currency)),
    })),
    { name: 'maturity', label: 'State', cell: (/** @type {any} */ r) => (r.totals ? el('span.badge', { class: r.maturity }, r.maturity) : el('span.quiet', null, 'not stored')) },
    { name: 'revision', label: 'Revisions', number: true, cell: (/** @type {any} */ r) => stored.has(r.week) && el('button.bare', { type: 'button', 'aria-label': `Revisions of ${r.week}: ${r.revision}`, onclick: () => { choose(r.week); document.getElementById('revisions-title')?.focus(); } }, format.count(r.revision)) },
  ];
}
