// @ts-check
import { send } from '../api.js';
import { dialog, sure } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { link } from '../route.js';
import { may, myAccounts, registers } from '../session.js';
import { sorted, table } from '../table.js';
import { registerDialog, tokenDialog } from './tokens.js';

/** The accounts and how their tokens are doing. @param {Element} place @param {any} where */
export async function show(place, { again }) {
  const accounts = await myAccounts(true);
  let order = { name: 'health', down: true };
  const search = el('input', { id: 'accounts-filter', type: 'search', 'aria-label': 'Filter accounts', placeholder: 'Filter accounts' });
  const columns = columnsOf(again);
  const view = table({ caption: 'Table of accounts', columns, order, onSort: (next) => { order = next; draw(); } });
  const draw = () => view.show(sorted(accounts.filter((a) => `${a.name} ${a.slug} ${a.id}`.toLowerCase().includes(search.value.toLowerCase())), columns, order));
  search.addEventListener('input', draw);
  draw();
  const register = registers() ? el('button.main', { id: 'register', type: 'button', onclick: () => registerDialog(again) }, 'Register an account…') : undefined;
  fill(place, el('section.card', { 'aria-labelledby': 'accounts-title' },
    el('h2.unseen', { id: 'accounts-title' }, 'Accounts'),
    el('div.card-head', null, search, register),
    accounts.length ? view.node : el('p.empty', null, 'No account is registered that your key sees.'),
    !may('operate') && el('p.fine', null, 'A key with the scope operate can check, pause and register accounts.')));
}

/** The worst first. @type {Record<string, number>} */
const WORST = { dead: 4, resting: 3, expiring: 2, healthy: 1 };

/** @param {(said?: string) => void} again */
const columnsOf = (again) => [
  { name: 'name', label: 'Account', head: true, cell: (/** @type {any} */ a) => el('a', { href: link({ view: 'week', account: a.slug }) }, a.name) },
  { name: 'slug', label: 'Slug', cell: (/** @type {any} */ a) => el('span', { title: a.id }, a.slug) },
  { name: 'currency', label: 'Currency', cell: (/** @type {any} */ a) => a.currency },
  { name: 'timeZone', label: 'Time zone', cell: (/** @type {any} */ a) => a.timeZone },
  { name: 'status', label: 'At Meta', cell: (/** @type {any} */ a) => (a.status ? el('span.badge', { class: a.status === 'active' ? 'active' : 'disabled' }, a.status.replaceAll('-', ' ')) : el('span.absent', null, 'not asked yet')) },
  { name: 'health', label: 'Token', value: (/** @type {any} */ a) => WORST[a.token?.state] ?? 0, cell: health },
  { name: 'checked', label: 'Checked', value: (/** @type {any} */ a) => a.token?.checkedAt, cell: (/** @type {any} */ a) => (a.token?.checkedAt ? el('span', { title: format.moment(a.token.checkedAt) }, format.ago(a.token.checkedAt)) : '') },
  ...(may('operate') ? [{ name: 'do', label: 'Actions', sortable: false, cell: (/** @type {any} */ a) => actions(a, again) }] : []),
];

/** @param {any} account */
function health({ token, paused }) {
  return el('span.health', null,
    token ? el('span.badge', { class: token.state }, token.state) : el('span.absent', null, 'not known'),
    paused && el('span.badge', null, 'paused'),
    token?.expiresAt && el('span.fine', null, `expires ${format.moment(token.expiresAt)}`),
    token?.why && el('span.fine.why', null, token.why));
}

/** @param {any} account @param {(said?: string) => void} again */
function actions(account, again) {
  const pause = async () => {
    if (!account.paused && !(await sure(`Pause ${account.name}?`, 'Nothing is refreshed behind answers or filled in while it is paused. What somebody waits for is fetched as ever.', 'Pause'))) return;
    try {
      await send('PATCH', `/accounts/${account.id}`, { paused: !account.paused });
      again(`${account.name} ${account.paused ? 'goes on' : 'is paused'}`);
    } catch (fault) {
      dialog('That did not work', el('p', null, fault.message));
    }
  };
  return el('span.actions', null,
    el('button.bare', { id: `check-${account.slug}`, type: 'button', 'aria-label': `Check ${account.name} at Meta`, onclick: () => verify(account, again) }, 'Check'),
    el('button.bare', { id: `token-${account.slug}`, type: 'button', 'aria-label': `Store a new token for ${account.name}`, onclick: () => tokenDialog(account, again) }, 'New token'),
    el('button.bare', { id: `pause-${account.slug}`, type: 'button', 'aria-label': `${account.paused ? 'Resume' : 'Pause'} ${account.name}`, onclick: pause }, account.paused ? 'Resume' : 'Pause'));
}

/** @param {any} account @param {() => void} again */
async function verify(account, again) {
  const body = el('div.stack', { role: 'status' }, el('p.quiet', null, 'Asking Meta…'));
  dialog(`Check of ${account.name}`, body).addEventListener('close', again);
  try {
    const told = await send('POST', `/accounts/${account.id}/verify`);
    fill(body, el('p', null, told.works ? 'Reports of this account can be fetched.' : 'Reports of this account cannot be fetched now.'),
      el('ul.checks', null, told.checks.map((/** @type {any} */ c) => el('li', null, el('strong', null, `${c.passed === undefined ? '?' : c.passed ? '✓' : '✗'} ${c.check.replaceAll('-', ' ')}: `), c.detail))));
  } catch (fault) {
    fill(body, el('p.fault', null, fault.message));
  }
}
