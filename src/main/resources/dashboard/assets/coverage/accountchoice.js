// @ts-check
import { el } from '../el.js';

/** All accounts, or some of them. @param {any[]} accounts @param {string[] | undefined} chosen ids */
export function accountChoice(accounts, chosen) {
  const some = (chosen?.filter(Boolean).length ?? 0) > 0;
  const every = el('input', { type: 'radio', name: 'whose', value: 'all', checked: !some });
  const these = el('input', { type: 'radio', name: 'whose', value: 'some', checked: some });
  const boxes = accounts.map((a) => el('label.check', { dataset: { text: `${a.name} ${a.slug} ${a.id}`.toLowerCase() } }, el('input', { type: 'checkbox', value: a.id, checked: chosen?.includes(a.id) }), a.name));
  const search = el('input', { type: 'search', 'aria-label': 'Filter accounts', placeholder: 'Filter accounts' });
  const list = el('div.choice', { role: 'group', 'aria-label': 'Accounts' }, accounts.length > 8 && search, el('div.choice-list', { tabindex: -1 }, boxes));
  const shut = () => { list.hidden = !these.checked; };
  every.addEventListener('change', shut);
  these.addEventListener('change', shut);
  search.addEventListener('input', () => boxes.forEach((b) => { b.hidden = !b.dataset.text.includes(search.value.toLowerCase()); }));
  shut();
  return {
    node: el('fieldset', null, el('legend', null, 'Accounts'),
      el('div.row', null, el('label.check', null, every, `All ${accounts.length}`), el('label.check', null, these, 'Some')), list),
    every: () => every.checked,
    ids: () => boxes.filter((b) => b.querySelector('input').checked).map((b) => b.querySelector('input').value),
  };
}
