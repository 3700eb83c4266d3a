// @ts-check
import { get, send } from '../api.js';
import { dialog } from '../dialog.js';
import { el, fill } from '../el.js';

/** The targets of an account, to be changed. Its lists of action types stay as they are. @param {any} account */
export async function targetsDialog(account) {
  const kpis = await get(`/accounts/${account.id}/kpis`);
  const number = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ hint) => el('div.field', null,
    el('label', { for: `target-${name}` }, label),
    el('input', { id: `target-${name}`, name, type: 'number', min: 0.000001, step: 'any', inputmode: 'decimal', value: kpis.targets?.[name] ?? '', 'aria-describedby': `hint-${name}` }),
    el('p.hint', { id: `hint-${name}` }, hint));
  const event = el('select', { id: 'target-event', name: 'event' }, ['', 'leads', 'purchases', 'registrations'].map((e) => el('option', { value: e }, e || 'none')));
  event.value = kpis.primaryEvent ?? '';
  const fault = el('p.fault', { role: 'alert' });
  const save = async (/** @type {Event} */ submit) => {
    submit.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (submit.target));
    const targets = Object.fromEntries(['costPerLead', 'costPerAction', 'roas'].filter((n) => form.get(n)).map((n) => [n, Number(form.get(n))]));
    try {
      await send('PUT', `/accounts/${account.id}/kpis`, { ...(kpis.actionTypes && { actionTypes: kpis.actionTypes }), ...(event.value && { primaryEvent: event.value }), targets });
      box.close();
      dispatchEvent(new Event('hashchange'));
    } catch (problem) {
      fill(fault, problem.message);
    }
  };
  const box = dialog(`Targets of ${account.name}`, el('form.form', { onsubmit: save },
    el('div.field', null, el('label', { for: 'target-event' }, 'What the account is after'), event),
    number('costPerAction', 'Cost per such event', `In ${account.currency}; leave it empty for no target`),
    number('costPerLead', 'Cost per lead', `In ${account.currency}`),
    number('roas', 'ROAS', 'Purchase value for each unit of spend'),
    fault, el('div.actions', null, el('button.main', { type: 'submit' }, 'Save'), el('button', { type: 'button', onclick: () => box.close() }, 'Leave as it is'))));
}
