// @ts-check
import { send } from '../api.js';
import { dialog } from '../dialog.js';
import { el, fill } from '../el.js';

/** @param {string} name @param {string} label @param {string} hint @param {any} [more] */
const field = (name, label, hint, more) => el('div.field', null, el('label', { for: `new-${name}` }, label),
  el('input', { id: `new-${name}`, name, type: 'text', required: true, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `new-${name}-hint`, ...more }), el('p.hint', { id: `new-${name}-hint` }, hint));

const token = () => field('accessToken', 'Access token', 'A token of Meta with ads_read. It is tried at Meta, encrypted, and never comes out again.', { type: 'password', autocomplete: 'new-password' });

/** A form over the page; what the service has against it is said beside it. @param {string} title @param {any[]} fields @param {(values: any) => Promise<any>} put @param {() => void} again */
function form(title, fields, put, again) {
  const fault = el('p.fault', { role: 'alert' });
  const button = el('button.main', { type: 'submit' }, 'Store');
  const box = dialog(title, el('form.form', {
    onsubmit: async (/** @type {any} */ event) => {
      event.preventDefault();
      button.disabled = true;
      try {
        await put(Object.fromEntries([...new FormData(event.target)].filter(([, v]) => v !== '')));
        box.close();
        again();
      } catch (problem) {
        fill(fault, problem.message);
        button.disabled = false;
      }
    },
  }, fields, fault, el('div.actions', null, button, el('button', { type: 'button', onclick: () => box.close() }, 'Leave it'))));
}

/** @param {any} account @param {() => void} again */
export const tokenDialog = (account, again) => form(`New token for ${account.name}`, [token()], (values) => send('PATCH', `/accounts/${account.id}`, values), again);

/** @param {() => void} again */
export const registerDialog = (again) => form('Register an account', [
  field('id', 'Account id', 'As Meta has it, with or without act_'), token(), field('slug', 'Short name', 'Small letters, digits and dashes; made from Meta\'s name if left empty', { required: false }),
], (values) => send('POST', '/accounts', values), () => location.reload());
