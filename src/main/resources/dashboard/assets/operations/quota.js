// @ts-check
import { get } from '../api.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { table, sorted } from '../table.js';
import { CAUSES, SECTIONS } from '../words.js';

const PACE = 10_000; // Milliseconds between two looks.

/** What may still be asked of Meta, kept up to date while somebody looks. @param {Element} place @param {any} where */
export async function show(place, { accounts, signal, failed, well }) {
  const names = new Map(accounts.map((/** @type {any} */ a) => [a.id, a.name]));
  const [top, each, spending] = [el('div.stack'), buckets(names), spent()];
  const draw = (/** @type {any} */ quota) => {
    const [app, ...rest] = quota.buckets;
    fill(top, gates(quota, names), el('div.gauges', null, gauge('All accounts together', app), today(quota), forecast(quota)));
    each.tell(rest, quota.usage);
    spending.tell(quota.today.spent);
  };
  draw(await get('/quota', signal));
  fill(place, top, el('section.card', { 'aria-labelledby': 'buckets-title' }, el('h2', { id: 'buckets-title' }, 'Accounts'), each.node), spending.node);
  const look = async () => {
    if (document.hidden) return;
    const quota = await get('/quota', signal).catch(failed);
    if (!quota || signal.aborted) return;
    draw(quota);
    well();
  };
  const timer = setInterval(look, PACE);
  document.addEventListener('visibilitychange', look, { signal });
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** @param {any} quota @param {Map<string, string>} names */
function gates({ gates }, names) {
  if (gates.length === 0) return el('p.notice.calm', null, 'No gate is closed: Meta lets calls pass.');
  return el('ul.stack', { 'aria-label': 'Closed gates' }, gates.map((/** @type {any} */ g) => el('li.notice', { class: g.stops === 'interactive' ? 'bad' : 'warn' },
    el('strong', null, `${g.account ? (names.get(g.account) ?? g.account) : 'All accounts'}: `), `${g.reason}. `,
    `It stops ${g.stops === 'interactive' ? 'everything' : 'background work'} and opens ${format.moment(g.opensAt)} (${format.ahead(g.opensAt)}).`)));
}

/** @param {string} name @param {any} bucket */
function gauge(name, bucket) {
  const share = Math.max(0, Math.min(1, bucket.left / bucket.capacity));
  return el('section.card.gauge', { class: share < 0.1 ? 'bad' : share < 0.4 ? 'warn' : 'good' },
    el('h2', null, name),
    el('p.gauge-value', null, el('strong', null, format.count(bucket.left)), ` of ${format.count(bucket.capacity)} units left`),
    el('div.gauge-bar', { role: 'meter', 'aria-label': `Units left: ${name}`, 'aria-valuenow': bucket.left, 'aria-valuemin': 0, 'aria-valuemax': bucket.capacity, style: { '--share': `${share * 100}%` } }),
    el('p.fine', null, `${format.count(bucket.unitsPerHour)} come back in an hour; ${bucket.left >= bucket.capacity ? 'full' : `full ${format.ahead(bucket.fullAt)}`}. Background work stops below 40 %.`),
    el('p.fine', null, `Day (UTC): ${format.count(bucket.day.spent)} of ${format.count(bucket.day.budget)} spent.`));
}

/** @param {any} quota */
const today = ({ today }) => el('section.card', null, el('h2', null, 'Spent today'),
  el('p.gauge-value', null, el('strong', null, format.count(today.units)), ' units'), el('p.fine', null, `${format.count(today.calls)} calls since ${format.moment(today.since, 'UTC')}`));

/** @param {any} quota */
const forecast = ({ forecast }) => forecast && el('section.card', null, el('h2', null, 'Queued'),
  el('p.gauge-value', null, el('strong', null, format.count(forecast.queuedUnits)), ' units'), el('p.fine', null, `All of it can be done ${format.ahead(forecast.emptyAt)}, if nothing else is asked (${format.moment(forecast.emptyAt)}).`));

/** The buckets of the accounts, the emptiest first. @param {Map<string, string>} names */
function buckets(names) {
  let order = { name: 'share', down: false };
  let rows = /** @type {any[]} */ ([]);
  const used = (/** @type {any} */ v) => (v === undefined ? el('span.absent', null, 'not told') : `${format.count(v, 1)} %`);
  const columns = [
    { name: 'account', label: 'Account', head: true, cell: (/** @type {any} */ r) => r.account },
    { name: 'share', label: 'Units left', number: true, cell: (/** @type {any} */ r) => el('span.bar', { style: { '--share': `${Math.max(0, r.share) * 100}%` } }, `${format.count(r.left)} of ${format.count(r.capacity)}`) },
    { name: 'unitsPerHour', label: 'An hour', number: true, cell: (/** @type {any} */ r) => format.count(r.unitsPerHour) },
    { name: 'fullAt', label: 'Full', cell: (/** @type {any} */ r) => (r.left >= r.capacity ? 'now' : format.ahead(r.fullAt)) },
    { name: 'adAccount', label: 'Used at Meta', number: true, title: 'What Meta said last, of what may be asked for this account', value: (/** @type {any} */ r) => r.meta?.adAccount, cell: (/** @type {any} */ r) => used(r.meta?.adAccount) },
    { name: 'insights', label: 'Of Insights', number: true, value: (/** @type {any} */ r) => r.meta?.insights, cell: (/** @type {any} */ r) => used(r.meta?.insights) },
    { name: 'told', label: 'Told', value: (/** @type {any} */ r) => r.meta?.toldAt, cell: (/** @type {any} */ r) => (r.meta ? format.ago(r.meta.toldAt) : '') },
    { name: 'day', label: 'Today', number: true, value: (/** @type {any} */ r) => r.day.spent, cell: (/** @type {any} */ r) => `${format.count(r.day.spent)} of ${format.count(r.day.budget)}` },
  ];
  const draw = () => view.show(sorted(rows, columns, order));
  const view = table({ caption: 'Quota of each account', columns, order, onSort: (next) => { order = next; draw(); } });
  return {
    node: view.node,
    /** @param {any[]} list @param {any[]} usage */
    tell(list, usage) {
      rows = list.map((b) => ({ ...b, account: names.get(b.name) ?? b.name, share: b.left / b.capacity, meta: usage.find((u) => u.account === b.name) }));
      draw();
    },
  };
}

/** What was spent today, by why and for what. */
function spent() {
  const columns = [
    { name: 'cause', label: 'Why', head: true, cell: (/** @type {any} */ r) => CAUSES[r.cause] ?? r.cause },
    { name: 'section', label: 'What', cell: (/** @type {any} */ r) => SECTIONS[r.section] ?? r.section },
    { name: 'units', label: 'Units', number: true, cell: (/** @type {any} */ r) => format.count(r.units) },
    { name: 'calls', label: 'Calls', number: true, cell: (/** @type {any} */ r) => format.count(r.calls) },
  ];
  const view = table({ caption: 'What was spent today', columns });
  const node = el('details.card', null, el('summary', null, el('h2', null, 'What it was spent on')), view.node);
  return { node, tell: view.show };
}
