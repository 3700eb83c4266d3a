// @ts-check
import { get, send } from '../api.js';
import { sure } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { say } from '../say.js';
import { table } from '../table.js';
import { newKeyDialog } from './newkey.js';

/** The keys that were made. @param {Element} place @param {any} where */
export async function show(place, { accounts, signal }) {
  let page = await get('/keys?limit=200', signal);
  let rows = page.items;
  const names = new Map(accounts.map((/** @type {any} */ a) => [a.id, a.name]));
  const anew = async () => { page = await get('/keys?limit=200', signal); rows = page.items; draw(); };
  const revoke = async (/** @type {any} */ key) => {
    if (!(await sure(`Revoke ${key.name}?`, `The key that ends in ${key.ending} opens nothing any more after 5 seconds. This cannot be undone.`, 'Revoke'))) return;
    try { await send('DELETE', `/keys/${key.id}`); say(`${key.name} is revoked`); await anew(); } catch (fault) { say(fault.message); }
  };
  const view = table({ caption: 'Table of keys', columns: columnsOf(names, revoke) });
  const more = el('button', { type: 'button', onclick: async () => { page = await get(page.next, signal); rows = [...rows, ...page.items]; draw(); } }, 'Load older ones');
  const empty = el('p.empty', null, 'No key has been made yet. The admin key of the first start is not in this list.');
  const draw = () => { view.show(rows); view.node.hidden = rows.length === 0; empty.hidden = rows.length > 0; more.hidden = !page.next; };
  fill(place, el('section.card', { 'aria-labelledby': 'keys-title' },
    el('div.card-head', null, el('h2', { id: 'keys-title' }, 'Keys'), el('button.main', { id: 'new-key', type: 'button', onclick: () => newKeyDialog(accounts, anew) }, 'Make a key…')),
    view.node, empty, el('div.table-foot', null, more)));
  draw();
}

/** @param {any} key */
const stateOf = (key) => (key.revokedAt ? 'revoked' : key.expiresAt && Date.parse(key.expiresAt) < Date.now() ? 'expired' : 'valid');

/** @param {Map<string, string>} names @param {(key: any) => void} revoke */
const columnsOf = (names, revoke) => [
  { name: 'name', label: 'For', head: true, cell: (/** @type {any} */ k) => k.name },
  { name: 'ending', label: 'Ends in', cell: (/** @type {any} */ k) => el('code', null, `…${k.ending}`) },
  { name: 'scopes', label: 'Scope', cell: (/** @type {any} */ k) => k.scopes.at(-1) },
  { name: 'accounts', label: 'Accounts', cell: (/** @type {any} */ k) => (k.accounts ? el('span', { title: k.accounts.map((/** @type {string} */ id) => names.get(id) ?? id).join(', ') }, k.accounts.length) : 'all') },
  { name: 'madeAt', label: 'Made', cell: (/** @type {any} */ k) => el('span', { title: `by ${k.madeBy}` }, format.moment(k.madeAt)) },
  { name: 'lastUsedAt', label: 'Last used', cell: (/** @type {any} */ k) => (k.lastUsedAt ? format.ago(k.lastUsedAt) : 'never') },
  { name: 'expiresAt', label: 'Expires', cell: (/** @type {any} */ k) => (k.expiresAt ? format.moment(k.expiresAt) : 'never') },
  { name: 'state', label: 'State', cell: (/** @type {any} */ k) => el('span.badge', { class: stateOf(k) === 'valid' ? 'active' : 'disabled' }, stateOf(k)) },
  { name: 'do', label: 'Actions', cell: (/** @type {any} */ k) => !k.revokedAt && el('button.bare', { type: 'button', 'aria-label': `Revoke ${k.name}`, onclick: () => revoke(k) }, 'Revoke') },
];
