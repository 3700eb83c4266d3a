// @ts-check
import { at, get } from '../api.js';
import { el, fill, unseen } from '../el.js';
import * as format from '../format.js';
import { go } from '../route.js';
import { sorted, table } from '../table.js';
import { CAUSES, OUTCOMES } from '../words.js';
import { runDialog } from './run.js';

/** How the runs are looked at. @type {Record<string, [string, {name: string, down: boolean}]>} */
const LOOKS = {
  newest: ['Newest first', { name: 'startedAt', down: true }],
  slow: ['Slowest first', { name: 'durationMs', down: true }],
  expensive: ['Most expensive first', { name: 'units', down: true }],
};

/** What was fetched, why, and what it cost. @param {Element} place @param {any} where */
export async function show(place, { route, accounts, signal }) {
  const names = new Map(accounts.map((/** @type {any} */ a) => [a.id, a.name]));
  const { look = 'newest', status = '', cause = '', whose = '' } = route.query;
  const query = { account: whose, status, cause, limit: 200 };
  let page = await get(at('/runs', query), signal);
  let rows = page.items;
  let order = (LOOKS[look] ?? LOOKS.newest)[1];
  const columns = columnsOf(names, (run) => runDialog(run.id, names, signal));
  const more = el('button', { type: 'button', onclick: older });
  const view = table({ caption: 'Table of runs', columns, order, onSort: (next) => { order = next; draw(); } });

  const draw = () => {
    view.show(sorted(rows, columns, order));
    more.hidden = !page.next;
    fill(more, `Load older ones (${format.count(rows.length)} loaded)`);
  };
  async function older() {
    more.disabled = true;
    page = await get(page.next, signal).finally(() => { more.disabled = false; });
    rows = [...rows, ...page.items];
    draw();
  }
  const field = (/** @type {string} */ name, /** @type {string} */ label, /** @type {[string, string][]} */ options, /** @type {string} */ value) => {
    const select = el('select', { id: `runs-${name}`, onchange: () => go({ ...route, tab: 'runs', query: { ...route.query, [name]: select.value } }) }, options.map(([v, text]) => el('option', { value: v }, text)));
    select.value = value;
    return el('div.field', null, el('label', { for: `runs-${name}` }, label), select);
  };
  fill(place, el('section.card', { 'aria-labelledby': 'runs-title' },
    el('h2.unseen', { id: 'runs-title' }, 'Runs'),
    el('div.filters', null,
      field('look', 'Order', Object.entries(LOOKS).map(([k, [text]]) => [k, text]), look),
      field('status', 'Outcome', [['', 'Any'], .../** @type {[string, string][]} */ (Object.entries(OUTCOMES))], status),
      field('cause', 'Why', [['', 'Any'], ...['missing', 'stale', 'refresh', 'backfill', 'upkeep'].map((c) => /** @type {[string, string]} */ ([c, CAUSES[c]]))], cause),
      field('whose', 'Account', [['', 'All'], ...accounts.map((/** @type {any} */ a) => [a.id, a.name])], whose)),
    rows.length ? [view.node, el('div.table-foot', null, more)] : el('p.empty', null, status || cause || whose ? 'No run fits that.' : 'Nothing has been fetched yet.'),
    look !== 'newest' && page.next && el('p.fine', null, `Sorted among the newest ${format.count(rows.length)}.`)));
  draw();
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
