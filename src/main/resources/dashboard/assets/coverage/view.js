// @ts-check
import { all, at, get } from '../api.js';
import { el, fill } from '../el.js';
import { settle } from '../route.js';
import { may } from '../session.js';
import { panel, problemPanel } from '../states.js';
import { isWeek, later, running, span } from '../weeks.js';
import { backfills } from './backfills.js';
import { cellChoice } from './choice.js';
import { coverageGrid } from './grid.js';
import { legend, summary } from './legend.js';
import { planDialog } from './plan.js';

export const title = 'Coverage';

const LENGTH = 54;
const PACE = 20_000; // Milliseconds between two looks while weeks are queued.

/** Which weeks are there, of all accounts. @param {HTMLElement} main @param {any} where */
export async function show(main, { route, account, accounts, signal, failed, well }) {
  if (accounts.length === 0) return fill(main, el('h1', null, 'Coverage'), panel({ title: 'Nothing to cover yet', text: 'Your key sees no account.' }));
  const now = running();
  const to = isWeek(route.query.to) && route.query.to < now ? route.query.to : now;
  const from = isWeek(route.query.from) && route.query.from <= to ? route.query.from : later(to, 1 - LENGTH);
  const weeks = span(from, to).slice(-160);
  const names = new Map(accounts.map((/** @type {any} */ a) => [a.id, a]));
  const path = at('/coverage', { from: weeks[0], to });
  const first = await get(path, signal);

  const said = el('p.quiet');
  const state = { items: first.items, next: first.next };
  const grid = coverageGrid({
    weeks, names, order: route.query.order, filter: route.query.q ?? '',
    choose: (item, week) => cellChoice({ item, week, account: names.get(item.account), reload }),
    remember: (q) => settle({ ...route, query: { ...route.query, q } }),
  });
  const draw = () => { grid.show(state.items); fill(said, summary(state.items), state.next && ' More accounts are on their way.'); };
  let busy = false;
  /** Reads all pages anew; one reading at a time, since that of hundreds of accounts is large. */
  async function reload() {
    if (busy || signal.aborted) return;
    busy = true;
    try {
      Object.assign(state, { items: await all(path, undefined, signal), next: undefined });
      draw();
      well();
    } catch (fault) {
      failed(fault);
    } finally {
      busy = false;
    }
  }
  const open = (/** @type {any} */ preset) => planDialog({ accounts, from: weeks[0], to, ...preset, done: () => { work.look(); reload(); } });
  const work = backfills({ signal, names, moved: reload, failed, well });
  const plan = may('operate') ? el('button.main', { id: 'plan', type: 'button', onclick: () => open({}) }, 'Plan a backfill…') : el('p.fine', null, 'A key with the scope operate can have weeks filled in.');
  fill(main,
    el('header.page-head', null,
      el('div.page-title', null, el('h1', null, 'Coverage ', el('span.range', null, `${weeks[0]} to ${to}`)), said),
      el('div.page-ways', null, plan)),
    work.node,
    el('section.card', { 'aria-labelledby': 'map-title' },
      el('h2.unseen', { id: 'map-title' }, 'Weeks by account'), legend(), grid.node));
  draw();
  work.look();
  // The background works by itself; while it has something to do, the map follows.
  const timer = setInterval(() => !document.hidden && state.items.some((i) => i.weeks.some((w) => w.state === 'queued' || w.state === 'running')) && reload(), PACE);
  signal.addEventListener('abort', () => clearInterval(timer));
  if (state.next) rest(state, draw, signal).catch((fault) => { if (!signal.aborted) main.append(problemPanel(fault)); });
  if (route.query.fill && may('operate')) {
    settle({ ...route, query: { ...route.query, fill: '' } });
    open({ chosen: [account?.id], from: weeks[0], to });
  }
}

/** Reads the accounts that the first page did not have. @param {any} state @param {() => void} draw @param {AbortSignal} signal */
async function rest(state, draw, signal) {
  while (state.next) {
    const page = await get(state.next, signal);
    state.items = [...state.items, ...page.items];
    state.next = page.next;
    draw();
  }
}
