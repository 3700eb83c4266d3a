// @ts-check
import { el, fill, icon } from './el.js';

const MOST = 80; // More than these nobody reads through; typing narrows them.

/**
 * A field to look for an account in: by name, slug, id or currency.
 * @param {any[]} accounts @param {any} chosen @param {(account: any) => void} onChoice
 */
export function accountPicker(accounts, chosen, onChoice) {
  const list = el('ul.options', { id: 'account-options', role: 'listbox', 'aria-label': 'Accounts', hidden: true });
  const field = el('input', {
    id: 'account', type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-label': 'Account',
    'aria-expanded': 'false', 'aria-controls': 'account-options', 'aria-autocomplete': 'list', placeholder: 'Choose an account',
  });
  let shown = /** @type {any[]} */ ([]);
  let at = -1;
  field.value = chosen?.name ?? '';

  const mark = () => {
    [...list.children].forEach((node, n) => node.setAttribute('aria-selected', String(n === at)));
    const active = at >= 0 ? list.children[at] : undefined;
    if (active?.id) field.setAttribute('aria-activedescendant', active.id); else field.removeAttribute('aria-activedescendant');
    active?.scrollIntoView({ block: 'nearest' });
  };
  const open = (/** @type {string} */ words) => {
    shown = accounts.filter((a) => matches(a, words));
    at = words ? Math.min(0, shown.length - 1) : shown.findIndex((a) => a.id === chosen?.id);
    fill(list, shown.slice(0, MOST).map((a, n) => option(a, n, () => choose(a))), shown.length === 0 && el('li.none', null, 'No account has that name'),
      shown.length > MOST && el('li.none', null, `${shown.length - MOST} more; type to narrow them down`));
    list.hidden = false;
    field.setAttribute('aria-expanded', 'true');
    mark();
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
    field.value = chosen?.name ?? '';
  };
  const choose = (/** @type {any} */ account) => { chosen = account; close(); onChoice(account); };
  const move = (/** @type {number} */ by) => {
    if (list.hidden) open('');
    else { at = Math.max(0, Math.min(at + by, Math.min(shown.length, MOST) - 1)); mark(); }
  };

  field.addEventListener('focus', () => field.select());
  field.addEventListener('click', () => open(''));
  field.addEventListener('input', () => open(field.value));
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (/** @type {KeyboardEvent} */ e) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') { move(e.key === 'ArrowDown' ? 1 : -1); e.preventDefault(); }
    else if (e.key === 'Enter' && !list.hidden && shown[at]) { choose(shown[at]); e.preventDefault(); }
    else if (e.key === 'Escape') close();
  });
  return el('div.picker', null, field, icon('down'), list);
}

/** @param {any} account @param {number} n @param {() => void} choose */
function option(account, n, choose) {
  // The field keeps the focus: a press on an option must not take it away before the click is through.
  return el('li', { id: `account-${n}`, role: 'option', 'aria-selected': 'false', onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: choose },
    el('span', null, account.name), el('span.quiet', null, `${account.slug} · ${account.currency}`));
}

/** @param {any} account @param {string} words */
function matches(account, words) {
  const text = `${account.name} ${account.slug} ${account.id} ${account.currency}`.toLowerCase();
  return words.toLowerCase().split(/\s+/).every((word) => text.includes(word));
}
