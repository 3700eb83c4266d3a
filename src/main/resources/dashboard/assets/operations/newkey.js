// @ts-check
import { send } from '../api.js';
import { accountChoice } from '../coverage/accountchoice.js';
import { dialog } from '../dialog.js';
import { el, fill } from '../el.js';
import { say } from '../say.js';
import { SCOPES } from '../words.js';

/** Makes a key and shows it once. @param {any[]} accounts @param {() => void} done */
export function newKeyDialog(accounts, done) {
  const choice = accountChoice(accounts, undefined);
  const fault = el('p.fault', { role: 'alert' });
  const scopes = Object.entries(SCOPES).map(([name, what], n) => el('label.check', null, el('input', { type: 'radio', name: 'scope', value: name, checked: n === 0 }), el('span', null, el('strong', null, name), `: ${n > 0 ? 'as before, and ' : ''}${what}`)));
  const make = async (/** @type {any} */ event) => {
    event.preventDefault();
    const data = new FormData(event.target);
    const until = data.get('until');
    try {
      const key = await send('POST', '/keys', {
        name: data.get('name'), scopes: [data.get('scope')], ...(choice.every() ? {} : { accounts: choice.ids() }), ...(until && { expiresAt: new Date(`${until}T23:59:59`).toISOString() }),
      });
      fill(body, shown(key, () => box.close()));
      done();
    } catch (problem) {
      fill(fault, problem.message);
    }
  };
  const body = el('div', null, el('form.form', { onsubmit: make },
    el('div.field', null, el('label', { for: 'key-name' }, 'What it is for'), el('input', { id: 'key-name', name: 'name', required: true, maxlength: 100, autocomplete: 'off' })),
    el('fieldset', null, el('legend', null, 'What it may do'), el('div.form-lines', null, scopes)),
    choice.node,
    el('div.field', null, el('label', { for: 'key-until' }, 'Valid until the end of'), el('input', { id: 'key-until', name: 'until', type: 'date' }), el('p.hint', null, 'Leave it empty for a key that does not expire.')),
    fault, el('div.actions', null, el('button.main', { type: 'submit' }, 'Make it'))));
  const box = dialog('Make a key', body);
}

/** @param {any} key @param {() => void} close */
function shown(key, close) {
  const text = el('input', { id: 'made-key', type: 'text', readonly: true, value: key.key, 'aria-label': 'The key' });
  const copy = el('button.main', { type: 'button' }, 'Copy');
  copy.addEventListener('click', async () => {
    text.select();
    try { await navigator.clipboard.writeText(key.key); copy.textContent = 'Copied'; say('Copied'); } catch { say('Select the key and copy it by hand'); }
  });
  return el('div.form', null,
    el('p.notice.warn', { role: 'status' }, el('strong', null, 'This is the only time that it is shown. '), 'Nobody can tell it afterwards.'),
    el('div.made', null, text, copy), el('div.actions', null, el('button', { type: 'button', onclick: close }, 'I have kept it')));
}
