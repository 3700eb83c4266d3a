// @ts-check
import { dialog } from './dialog.js';
import { el, fill } from './el.js';

/** @typedef {{name: string, label: string, hint: string, more?: Record<string, any>}} Field */

/**
 * A form over the page. What the service has against a field is said beside that field, anything else below.
 * What was typed is gone with the form.
 *
 * @param {string} title @param {string} yes what the button says @param {Field[]} fields @param {(values: any) => Promise<any>} put
 * @param {(answer: any) => void} done told when the form is gone
 */
export function form(title, yes, fields, put, done) {
  const lines = new Map(fields.map((field) => [field.name, line(field)]));
  const fault = el('p.fault', { role: 'alert' });
  const button = el('button.main', { type: 'submit' }, yes);
  const typed = el('form.form', {
    onsubmit: async (/** @type {Event} */ event) => {
      event.preventDefault();
      if (button.disabled) return;
      button.disabled = true;
      fill(fault);
      lines.forEach((l) => l.tell());
      try {
        const answer = await put(Object.fromEntries([...new FormData(typed)].filter(([, v]) => v !== '')));
        box.close();
        done(answer);
      } catch (problem) {
        const found = lines.get(problem.body?.field);
        if (found) found.tell(problem.message); else fill(fault, problem.message);
      } finally {
        button.disabled = false;
      }
    },
  }, [...lines.values()].map((l) => l.node), fault, el('div.actions', null, button, el('button', { type: 'button', onclick: () => box.close() }, 'Leave it')));
  const box = dialog(title, typed);
  box.addEventListener('close', () => typed.reset());
}

/** @param {Field} field */
function line({ name, label, hint, more }) {
  const id = `new-${name}`;
  const input = el('input', { id, name, type: 'text', required: true, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': `${id}-hint ${id}-fault`, ...more });
  const fault = el('p.fault', { id: `${id}-fault`, role: 'alert' });
  return {
    node: el('div.field', null, el('label', { for: id }, label), input, fault, el('p.hint', { id: `${id}-hint` }, hint)),
    /** @param {string} [wrong] what is wrong with it; nothing where it is left out */
    tell(wrong) {
      fill(fault, wrong);
      if (!wrong) return input.removeAttribute('aria-invalid');
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    },
  };
}
