// @ts-check
import { get } from '../api.js';
import { el, fill } from '../el.js';
import { line } from './line.js';

const PACE = 1500; // Milliseconds between two looks while something runs.
const LATER = 10_000; // The same where there was no answer.
const GOES_ON = ['queued', 'running'];

/** Backfills that go on, and the last that are over. @param {any} what */
export function backfills({ signal, names, moved, failed, well }) {
  const node = el('div.stack');
  const list = el('ul.backfills');
  const card = el('section.card', { 'aria-labelledby': 'backfills-title' }, el('h2', { id: 'backfills-title' }, 'Backfills'), list);
  /** @type {Map<string, ReturnType<typeof line>>} */
  const lines = new Map();
  let timer = 0;
  let seen = '';
  let items = /** @type {any[]} */ ([]);

  async function look() {
    clearTimeout(timer);
    const told = await get('/backfills', signal).catch(failed);
    if (signal.aborted) return;
    if (told) well();
    items = told?.items ?? items; // What is shown stays while there is no answer.
    draw();
    const now = JSON.stringify(items.map((b) => [b.id, b.state, b.stored, b.failed]));
    if (seen && seen !== now) moved();
    seen = now;
    // A page that nobody looks at asks for nothing.
    if (!told || items.some((b) => GOES_ON.includes(b.state))) timer = setTimeout(() => (document.hidden ? document.addEventListener('visibilitychange', look, { once: true, signal }) : look()), told ? PACE : LATER);
  }
  /** Lines stay and are told what is new, so that a press on a button is not lost. */
  function draw() {
    const shown = [...items.filter((b) => GOES_ON.includes(b.state)), ...items.filter((b) => !GOES_ON.includes(b.state)).slice(0, 3)];
    const nodes = shown.map((b) => {
      const known = lines.get(b.id) ?? line(b, names, look);
      lines.set(b.id, known);
      known.tell(b);
      return known.node;
    });
    if (nodes.some((n, i) => list.children[i] !== n) || list.children.length !== nodes.length) fill(list, nodes);
    if (nodes.length && !card.isConnected) fill(node, card);
    else if (nodes.length === 0) fill(node);
  }
  signal.addEventListener('abort', () => clearTimeout(timer));
  return { node, look };
}
