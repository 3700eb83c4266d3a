// @ts-check
import { send } from '../api.js';
import { dialog } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { say } from '../say.js';
import { SECTIONS, plural } from '../words.js';
import { accountChoice } from './accountchoice.js';

/** Says what a backfill would take, and begins it only then. @param {any} what */
export function planDialog({ accounts, chosen, from, to, done }) {
  const choice = accountChoice(accounts, chosen);
  const week = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ value) => el('div.field', null, el('label', { for: `plan-${name}` }, label),
    el('input', { id: `plan-${name}`, name, type: 'week', value, required: true, pattern: '\\d{4}-W\\d{2}', placeholder: '2025-W39' }));
  const sections = Object.entries(SECTIONS).map(([name, label]) => el('label.check', null, el('input', { type: 'checkbox', name: 'section', value: name, checked: true }), label));
  const outcome = el('div.plan-outcome', { role: 'status' });
  const look = el('button.main', { type: 'submit' }, 'Work out what it takes');
  const start = el('button.main', { type: 'button', hidden: true, id: 'plan-start' }, 'Start');
  const form = el('form.form', null,
    choice.node,
    el('div.fields', null, week('from', 'From week', from), week('to', 'To week', to)),
    el('fieldset', null, el('legend', null, 'Sections'), el('div.row', null, sections), el('p.hint', null, 'Fewer sections cost less. Those left out are asked for when somebody reads the week.')),
    outcome, el('div.actions', null, look, start));

  const order = () => {
    const data = new FormData(form);
    const wanted = data.getAll('section');
    return {
      ...(choice.every() ? {} : { accounts: choice.ids() }), from: String(data.get('from')), to: String(data.get('to')),
      ...(wanted.length === sections.length ? {} : { sections: wanted }),
    };
  };
  const undo = () => { fill(outcome); start.hidden = true; look.hidden = false; };
  form.addEventListener('input', undo);
  form.addEventListener('submit', async (/** @type {Event} */ event) => {
    event.preventDefault();
    const wanted = order();
    if (wanted.accounts?.length === 0 || wanted.sections?.length === 0) return fill(outcome, el('p.fault', null, `Choose at least one ${wanted.accounts?.length === 0 ? 'account' : 'section'}.`));
    look.disabled = true;
    try {
      const plan = await send('POST', '/backfills', { ...wanted, dryRun: true });
      fill(outcome, told(plan));
      look.hidden = plan.weeks > 0;
      start.hidden = plan.weeks === 0;
      if (plan.weeks > 0) start.focus();
    } catch (problem) {
      fill(outcome, el('p.fault', null, problem.message));
    } finally {
      look.disabled = false;
    }
  });
  start.addEventListener('click', async () => {
    start.disabled = true;
    try {
      await send('POST', '/backfills', order());
      box.close();
      say('The backfill has begun');
      done();
    } catch (problem) {
      start.disabled = false;
      fill(outcome, el('p.fault', null, problem.message));
    }
  });
  const box = dialog('Plan a backfill', form);
}

/** @param {any} plan */
function told(plan) {
  if (plan.weeks === 0) return el('p', null, 'Nothing to do: every week of the span is stored and fresh.');
  const fact = (/** @type {string} */ label, /** @type {string} */ value) => el('div', null, el('dt', null, label), el('dd', null, value));
  return [
    el('dl.facts', null,
      fact(plural(plan.weeks, 'Week'), format.count(plan.weeks)), fact('Calls to Meta', format.count(plan.calls)), fact('Units of quota', format.count(plan.units)), fact('Over', format.ahead(plan.eta))),
    el('p.fine', null, `About ${format.moment(plan.eta)} if nothing else is asked meanwhile. Nothing has been spent yet.`),
  ];
}
