// @ts-check
import { el, fill, unseen } from '../el.js';
import * as format from '../format.js';
import { monday } from '../weeks.js';
import { describe, weekCell } from './cell.js';
import { gridKeys } from './keys.js';
import { shareOf } from './share.js';

const PAGE = 40; // Accounts at a time: 40 times 54 squares are drawn at once, however many accounts there are.

/** @type {Record<string, (a: any, b: any) => number>} */
const ORDERS = {
  name: (a, b) => a.label.localeCompare(b.label, undefined, { numeric: true }),
  gaps: (a, b) => b.gaps - a.gaps || a.label.localeCompare(b.label),
};

/** Accounts down, weeks across; a square for each. @param {any} what */
export function coverageGrid({ weeks, names, choose, filter, remember }) {
  let items = /** @type {any[]} */ ([]);
  let page = 0;
  let order = 'name';
  /** @type {Map<string, {looks: string, node: any}>} */
  const drawn = new Map();
  const body = el('tbody');
  const detail = el('p.cell-detail', { id: 'cell-detail' }, 'Arrow keys go from week to week; Enter opens a stored week and asks what to do about another.');
  const grid = el('table.map', { role: 'grid', 'aria-label': 'Weeks by account', 'aria-describedby': 'cell-detail', 'aria-colcount': weeks.length + 1 }, el('thead', null, headings(weeks)), body);
  const pager = el('nav.pager', { 'aria-label': 'Pages of accounts' });
  const search = el('input', { id: 'map-filter', type: 'search', 'aria-label': 'Filter accounts', placeholder: 'Filter accounts', value: filter });
  const sort = el('select', { id: 'map-order', 'aria-label': 'Order' }, el('option', { value: 'name' }, 'By name'), el('option', { value: 'gaps' }, 'Most gaps first'));

  const shown = () => items.filter((i) => i.text.includes(search.value.trim().toLowerCase())).sort(ORDERS[order]);
  const keys = gridKeys(grid, { tell: (item, week) => fill(detail, describe(item, week)), choose, find: (id) => items.find((i) => i.account === id) });
  const scroll = el('div.scroll', null, grid);
  const draw = () => {
    const all = shown();
    const pages = Math.max(1, Math.ceil(all.length / PAGE));
    page = Math.min(page, pages - 1);
    const held = keys.held();
    grid.setAttribute('aria-rowcount', String(all.length + 1));
    fill(body, all.slice(page * PAGE, (page + 1) * PAGE).map((item, n) => kept(item, page * PAGE + n + 2)));
    if (all.length === 0) fill(body, el('tr', null, el('td.empty', { colspan: weeks.length + 1 }, 'No account has that name.')));
    fill(pager, pages > 1 && [turn('‹', 'Accounts before', page > 0, -1), el('span', null, `${format.count(page * PAGE + 1)} to ${format.count(Math.min(all.length, (page + 1) * PAGE))} of ${format.count(all.length)}`), turn('›', 'Accounts after', page < pages - 1, 1)]);
    keys.settle(held);
  };
  /** A row whose weeks are as they were stays as it is, so that a press on one of its squares is not lost. */
  const kept = (/** @type {any} */ item, /** @type {number} */ index) => {
    const looks = `${index} ${item.weeks.map((/** @type {any} */ w) => w.state + w.maturity)}`;
    const known = drawn.get(item.account);
    if (known?.looks === looks) return known.node;
    const node = row(item, weeks, index);
    drawn.set(item.account, { looks, node });
    return node;
  };
  const turn = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {boolean} */ able, /** @type {number} */ by) => el('button.step', { type: 'button', disabled: !able, 'aria-label': name, onclick: () => { page += by; draw(); } }, sign);
  search.addEventListener('input', () => { page = 0; remember(search.value.trim()); draw(); });
  sort.addEventListener('change', () => { order = sort.value; page = 0; draw(); });

  return {
    node: el('div.map-box', null, el('div.map-top', null, search, sort, pager), scroll, detail),
    /** @param {any[]} next */
    show(next) {
      items = next.map((item) => ({ ...item, label: names.get(item.account)?.name ?? item.slug, text: `${item.slug} ${names.get(item.account)?.name ?? ''} ${item.account}`.toLowerCase(), gaps: item.weeks.filter((/** @type {any} */ w) => w.state === 'missing' || w.state === 'failed').length, by: new Map(item.weeks.map((/** @type {any} */ w) => [w.week, w])) }));
      const first = !body.hasChildNodes();
      draw();
      if (first) requestAnimationFrame(() => { scroll.scrollLeft = scroll.scrollWidth; }); // Where there is little room, the newest weeks are wanted.
    },
  };
}

/** Months over weeks. @param {string[]} weeks */
function headings(weeks) {
  return el('tr', { 'aria-rowindex': 1 }, el('th', { scope: 'col' }, 'Account'), weeks.map((week, n) => {
    const [day, before] = [monday(week), n > 0 ? monday(weeks[n - 1]) : undefined];
    const after = weeks[n + 1] ? monday(weeks[n + 1]) : day;
    // The name of a month is wider than one week of it.
    const first = before ? before.getUTCMonth() !== day.getUTCMonth() : after.getUTCMonth() === day.getUTCMonth();
    return el('th.week-head', { scope: 'col', class: first ? 'month' : '', title: week }, first ? el('span', { 'aria-hidden': 'true' }, format.month(day)) : '', unseen(week));
  }));
}

/** @param {any} item @param {string[]} weeks @param {number} index */
function row(item, weeks, index) {
  return el('tr', { 'aria-rowindex': index, dataset: { account: item.account } },
    el('th', { scope: 'row' }, el('span.map-name', { title: item.slug }, item.label), el('span.map-share', { title: 'Weeks that are there' }, shareOf(item.weeks))),
    weeks.map((week) => weekCell(item, item.by.get(week), week)));
}
