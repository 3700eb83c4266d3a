// @ts-check
import { at, get } from '../api.js';
import { categoryAxis, chart, valueAxis } from '../chart.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { link } from '../route.js';
import { sorted, table } from '../table.js';
import { OUTCOMES, SECTIONS } from '../words.js';

const LENGTHS = [1, 7, 30, 90];

/** What many runs say together. @param {Element} place @param {any} where */
export async function show(place, { route, accounts, signal }) {
  const names = new Map(accounts.map((/** @type {any} */ a) => [a.id, a.name]));
  const days = LENGTHS.includes(Number(route.query.days)) ? Number(route.query.days) : 7;
  const from = new Date(Date.now() - days * 86_400_000).toISOString();
  const stats = await get(at('/runs/stats', { from }), signal);
  fill(place,
    el('nav.segments', { 'aria-label': 'Length' }, LENGTHS.map((n) => el('a', { id: `days-${n}`, href: link({ ...route, tab: 'statistics', query: { days: String(n) } }), 'aria-current': n === days ? 'true' : undefined }, n === 1 ? '24 hours' : `${n} days`))),
    stats.runs === 0 ? el('p.empty', null, 'Nothing was fetched in this time.') : [
      facts(stats), el('section.card', null, el('h2', null, 'Units by day (UTC)'), byDay(stats.days, signal)),
      el('section.card', null, el('h2', null, 'Accounts that cost most'), accountsTable(stats.accounts, names)),
      el('section.card', null, el('h2', null, 'Sections, the slowest first'), sectionsTable(stats.sections)),
    ]);
}

/** @param {any} s */
function facts(s) {
  const fact = (/** @type {string} */ label, /** @type {string} */ value) => el('div', null, el('dt', null, label), el('dd', null, value));
  return el('section.card', null, el('h2.unseen', null, 'Together'), el('dl.facts', null,
    fact('Runs', format.count(s.runs)), fact('Calls', format.count(s.callCount)), fact('Units', format.count(s.units)), fact('Failed', s.errorRate === undefined ? 'none is over' : format.percent(s.errorRate)),
    ...s.statuses.filter((/** @type {any} */ o) => o.runs > 0).map((/** @type {any} */ o) => fact(OUTCOMES[o.status] ?? o.status, format.count(o.runs)))));
}

/** @param {any[]} days @param {AbortSignal} signal */
const byDay = (days, signal) => chart({
  label: `Units by day: ${days.map((d) => `${format.date(d.date)} ${format.count(d.units)}${d.throttled ? `, ${d.throttled} runs throttled` : ''}`).join('; ')}`, height: 180,
  options: (c) => ({
    xAxis: categoryAxis(c, days.map((d) => format.date(d.date))), yAxis: valueAxis(c), legend: { top: 0, right: 0, textStyle: { color: c.quiet }, itemWidth: 10, itemHeight: 10 },
    grid: { left: 4, right: 8, top: 30, bottom: 8, containLabel: true },
    series: [{ name: 'Units', type: 'bar', barMaxWidth: 28, data: days.map((d) => d.units) }, { name: 'Refused calls', type: 'line', data: days.map((d) => d.refusedCalls) }],
  }),
}, signal);

const took = (/** @type {any} */ r, /** @type {string} */ p) => (r.duration ? format.took(r.duration[p]) : '');

/** @param {any[]} list @param {Map<string, string>} names */
function accountsTable(list, names) {
  const columns = [
    { name: 'account', label: 'Account', head: true, value: (/** @type {any} */ r) => names.get(r.account) ?? r.account, cell: (/** @type {any} */ r) => names.get(r.account) ?? r.account },
    ...[['units', 'Units'], ['callCount', 'Calls'], ['runs', 'Runs'], ['throttled', 'Throttled']].map(([name, label]) => ({ name, label, number: true, cell: (/** @type {any} */ r) => format.count(r[name]) })),
    { name: 'errorRate', label: 'Failed', number: true, cell: (/** @type {any} */ r) => (r.errorRate === undefined ? '' : format.percent(r.errorRate)) },
    ...['p50Ms', 'p95Ms', 'p99Ms'].map((p) => ({ name: p, label: p.replace('Ms', ''), number: true, value: (/** @type {any} */ r) => r.duration?.[p], cell: (/** @type {any} */ r) => took(r, p) })),
  ];
  const view = table({ caption: 'Runs by account', columns, order: { name: 'units', down: true }, onSort: (order) => view.show(sorted(list, columns, order)) });
  view.show(list);
  return view.node;
}

/** @param {any[]} list */
function sectionsTable(list) {
  const columns = [
    { name: 'section', label: 'Section', head: true, cell: (/** @type {any} */ r) => SECTIONS[r.section] ?? r.section },
    ...[['units', 'Units'], ['callCount', 'Calls'], ['runs', 'Runs']].map(([name, label]) => ({ name, label, number: true, cell: (/** @type {any} */ r) => format.count(r[name]) })),
    ...['p50Ms', 'p95Ms', 'p99Ms'].map((p) => ({ name: p, label: p.replace('Ms', ''), number: true, cell: (/** @type {any} */ r) => took(r, p) })),
  ];
  const view = table({ caption: 'Sections', columns });
  view.show(list);
  return view.node;
}
