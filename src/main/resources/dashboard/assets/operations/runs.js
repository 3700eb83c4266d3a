// @ts-check
import { at, get } from '../api.js';
import { el, fill, unseen } from '../el.js';
import * as format from '../format.js';
import { go } from '../route.js';
import { table } from '../table.js';
import { CAUSES, OUTCOMES } from '../words.js';
import { runDialog } from './run.js';

/** The orders of the API, and the column that each goes by. @type {Record<string, [string, string]>} */
const ORDERS = {
  newest: ['Newest first', 'startedAt'],
  slowest: ['Slowest first', 'durationMs'],
  costliest: ['Most expensive first', 'units'],
};

/** In how many days before now a run began. @type {[string, string][]} */
const LENGTHS = [['1', 'In the last 24 hours'], ['7', 'In the last 7 days'], ['30', 'In the last 30 days'], ['90', 'In the last 90 days'], ['all', 'At any time']];

const DAY_MS = 86_400_000;

/** What was fetched, why, and what it cost. @param {Element} place @param {any} where */
export async function show(place, { route, accounts, signal }) {
  const names = new Map(accounts.map((/** @type {any} */ a) => [a.id, a.name]));
  const { status = '', cause = '', whose = '' } = route.query;
  const order = ORDERS[route.query.order] ? route.query.order : 'newest';
  // The worst of all time is seldom the question.
  const days = LENGTHS.find(([days]) => days === route.query.days)?.[0] ?? (order === 'newest' ? 'all' : '7');
  const from = days === 'all' ? undefined : new Date(Date.now() - Number(days) * DAY_MS).toISOString();
  let page = await get(at('/runs', { order, account: whose, status, cause, from }), signal);
  let loaded = page.items.length;
  const view = table({ caption: 'Table of runs', columns: columnsOf(names, (run) => runDialog(run.id, names, signal)), order: { name: ORDERS[order][1], down: true } });
  const more = el('button', { type: 'button', onclick: goOn });

  const tell = () => {
    more.hidden = !page.next;
    fill(more, `Show more (${format.count(loaded)} shown)`);
  };
  async function goOn() {
    more.disabled = true;
    const last = view.node.querySelector('tbody tr:last-child');
    page = await get(page.next, signal).finally(() => { more.disabled = false; });
    loaded += page.items.length;
    view.add(page.items);
    tell();
    /** @type {HTMLElement | null | undefined} */ (last?.nextElementSibling?.querySelector('.run-open'))?.focus();
  }
  const field = (/** @type {string} */ name, /** @type {string} */ label, /** @type {[string, string][]} */ options, /** @type {string} */ value) => {
    const select = el('select', { id: `runs-${name}`, onchange: () => go({ ...route, tab: 'runs', query: { ...route.query, [name]: select.value } }) }, options.map(([v, text]) => el('option', { value: v }, text)));
    select.value = value;
    return el('div.field', null, el('label', { for: `runs-${name}` }, label), select);
  };
  fill(place, el('section.card', { 'aria-labelledby': 'runs-title' },
    el('h2.unseen', { id: 'runs-title' }, 'Runs'),
    el('div.filters', null,
      field('order', 'Order', Object.entries(ORDERS).map(([k, [text]]) => [k, text]), order),
      field('days', 'Began', LENGTHS, days),
      field('status', 'Outcome', [['', 'Any'], .../** @type {[string, string][]} */ (Object.entries(OUTCOMES))], status),
      field('cause', 'Why', [['', 'Any'], ...['missing', 'stale', 'refresh', 'backfill', 'upkeep'].map((c) => /** @type {[string, string]} */ ([c, CAUSES[c]]))], cause),
      field('whose', 'Account', [['', 'All'], ...accounts.map((/** @type {any} */ a) => [a.id, a.name])], whose)),
    loaded ? [view.node, el('div.table-foot', null, more)] : el('p.empty', null, status || cause || whose || from || order === 'slowest' ? 'No run fits that.' : 'Nothing has been fetched yet.'),
    order === 'slowest' && el('p.fine', null, 'How long a run takes is known when it is over; those under way are not here.')));
  view.show(page.items);
  tell();
}

/** @param {Map<string, string>} names @param {(run: any) => void} open */
const columnsOf = (names, open) => [
  { name: 'startedAt', label: 'Began', head: true, cell: (/** @type {any} */ r) => el('button.bare.run-open', { type: 'button', onclick: () => open(r) }, format.moment(r.startedAt), unseen(', details of the run')) },
  { name: 'account', label: 'Account', cell: (/** @type {any} */ r) => names.get(r.account) ?? r.account },
  { name: 'week', label: 'Week', cell: (/** @type {any} */ r) => r.week },
  { name: 'cause', label: 'Why', cell: (/** @type {any} */ r) => CAUSES[r.cause] ?? r.cause },
  { name: 'status', label: 'Outcome', cell: (/** @type {any} */ r) => el('span.badge', { class: r.status, title: r.detail }, OUTCOMES[r.status] ?? r.status) },
  { name: 'durationMs', label: 'Took', number: true, cell: (/** @type {any} */ r) => (r.durationMs === undefined ? 'still runs' : format.took(r.durationMs)) },
  { name: 'callCount', label: 'Calls', number: true, cell: (/** @type {any} */ r) => format.count(r.callCount) },
  { name: 'units', label: 'Units', number: true, cell: (/** @type {any} */ r) => format.count(r.units) },
  { name: 'rowCount', label: 'Rows', number: true, cell: (/** @type {any} */ r) => format.count(r.rowCount) },
  { name: 'revision', label: 'Revision', number: true, cell: (/** @type {any} */ r) => r.revision ?? '' },
];
