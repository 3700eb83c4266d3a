// @ts-check
import { el, fill } from '../el.js';
import { load } from '../load.js';
import { isOfTheMoment } from '../reach.js';
import { link, settle } from '../route.js';
import { may } from '../session.js';
import { panel, problemPanel, skeleton } from '../states.js';
import { SCOPES } from '../words.js';

export const title = 'Operations';

/** The parts, and the scope that each wants. @type {Record<string, {name: string, scope: string, load: () => Promise<{show: Function}>}>} */
const PARTS = {
  quota: { name: 'Quota', scope: 'read', load: () => import('./quota.js') },
  runs: { name: 'Runs', scope: 'read', load: () => import('./runs.js') },
  statistics: { name: 'Statistics', scope: 'read', load: () => import('./statistics.js') },
  accounts: { name: 'Accounts', scope: 'read', load: () => import('./accounts.js') },
  keys: { name: 'Keys', scope: 'admin', load: () => import('./keys.js') },
};

/** What the service does and what that costs. @param {HTMLElement} main @param {any} where */
export async function show(main, where) {
  const { route, signal } = where;
  const tab = PARTS[route.tab] ? route.tab : 'quota';
  settle({ ...route, tab });
  const part = PARTS[tab];
  const body = el('div.stack', null, skeleton(0, 6));
  const draw = () => fill(main,
    el('header.page-head', null,
      el('div.page-title', null, el('h1', { dataset: { title: part.name } }, 'Operations ', el('span.range', null, part.name))),
      el('nav.segments', { 'aria-label': 'Operations' }, Object.entries(PARTS).map(([name, p]) => el('a', { id: `tab-${name}`, href: link({ ...route, tab: name, query: {} }), 'aria-current': name === tab ? 'page' : undefined }, p.name)))),
    body);
  // What is there stays until there is something in its place.
  if (!where.stays || !may(part.scope)) draw();
  if (!may(part.scope)) return fill(body, panel({ title: `${part.name} want a key with the scope ${part.scope}`, text: `Yours does not have it. With it one can ${SCOPES[part.scope]}. Ask whoever made your key.` }));
  try {
    const shown = await load(part.load);
    if (signal.aborted) return;
    await shown.show(body, where);
    if (where.stays && !signal.aborted) draw();
  } catch (fault) {
    if (signal.aborted || fault.name === 'AbortError' || (where.stays && isOfTheMoment(fault))) throw fault;
    draw();
    fill(body, problemPanel(fault, { again: where.again }));
  }
}
