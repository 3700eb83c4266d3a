// @ts-check
import { get, send } from '../api.js';
import { sure } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { may } from '../session.js';
import { say } from '../say.js';
import { plural } from '../words.js';

const PACE = 1500; // Milliseconds between two looks while something runs.
const GOES_ON = ['queued', 'running'];

/** Backfills that go on, and the last that are over. @param {any} what */
export function backfills({ signal, names, moved }) {
  const node = el('div.stack');
  let timer = 0;
  let seen = '';

  async function look() {
    clearTimeout(timer);
    const { items } = await get('/backfills', signal).catch(() => ({ items: [] }));
    if (signal.aborted) return;
    draw(items);
    const now = JSON.stringify(items.map((/** @type {any} */ b) => [b.id, b.state, b.stored, b.failed]));
    if (seen && seen !== now) moved();
    seen = now;
    // A page that nobody looks at asks for nothing.
    if (items.some((/** @type {any} */ b) => GOES_ON.includes(b.state))) timer = setTimeout(() => (document.hidden ? document.addEventListener('visibilitychange', look, { once: true, signal }) : look()), PACE);
  }
  /** @param {any[]} items */
  function draw(items) {
    const held = document.activeElement?.id;
    const live = items.filter((b) => GOES_ON.includes(b.state));
    const over = items.filter((b) => !GOES_ON.includes(b.state)).slice(0, 3);
    fill(node, (live.length > 0 || over.length > 0) && el('section.card', { 'aria-labelledby': 'backfills-title' },
      el('h2', { id: 'backfills-title' }, 'Backfills'),
      el('ul.backfills', null, [...live, ...over].map((b) => line(b, names, look)))));
    if (held && node.contains(document.getElementById(held))) document.getElementById(held)?.focus({ preventScroll: true });
  }
  signal.addEventListener('abort', () => clearTimeout(timer));
  return { node, look };
}

/** @param {any} b @param {Map<string, any>} names @param {() => void} look */
function line(b, names, look) {
  const goes = GOES_ON.includes(b.state);
  const whose = b.accounts ? b.accounts.map((/** @type {string} */ id) => names.get(id)?.name ?? id).slice(0, 3).join(', ') + (b.accounts.length > 3 ? ` and ${b.accounts.length - 3} more` : '') : 'All accounts';
  const span = b.from === b.to ? b.from : `${b.from} to ${b.to}`;
  const current = b.current?.replace(/act_\d+/, (/** @type {string} */ id) => names.get(id)?.name ?? id);
  const bar = el('progress', { max: 100, value: b.percent, 'aria-label': `${whose}, ${span}` });
  return el('li.backfill', { dataset: { id: b.id, state: b.state } },
    el('div.progress-top', null, el('strong', null, `${whose} · ${span}`, b.sections && el('span.quiet', null, ` · ${b.sections.join(', ')}`)), el('span.badge', { class: b.state }, b.state)),
    (goes || b.percent < 100) && bar,
    el('div.progress-top', null,
      el('p.progress-words', null, [`${b.percent} %`, `${format.count(b.stored)} of ${format.count(b.weeks)} ${plural(b.weeks, 'week')} done`, b.failed > 0 && `${format.count(b.failed)} failed`,
        goes && current && `now ${current}`, goes && b.eta && `over ${format.ahead(b.eta)} (${format.clock(b.eta)})`, !goes && `begun ${format.moment(b.createdAt)}`].filter(Boolean).join(' · ')),
      may('operate') && el('span.actions', null,
        goes && el('button.bare', { id: `cancel-${b.id}`, type: 'button', onclick: () => cancel(b, `${whose}, ${span}`, look) }, 'Call it off'),
        b.failed > 0 && el('button.bare', { id: `requeue-${b.id}`, type: 'button', onclick: () => send('POST', `/backfills/${b.id}/requeue`).then(look, (fault) => say(fault.message)) }, 'Try the failed ones anew'))));
}

/** @param {any} b @param {string} name @param {() => void} look */
async function cancel(b, name, look) {
  if (!(await sure('Call the backfill off?', `${name}. What it has stored stays, and a week that is being fetched is finished.`, 'Call it off'))) return;
  await send('DELETE', `/backfills/${b.id}`).catch((fault) => say(fault.message));
  look();
}
