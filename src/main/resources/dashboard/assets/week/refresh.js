// @ts-check
import { Problem, send } from '../api.js';
import { el, fill, icon } from '../el.js';
import { follow } from '../follow.js';
import { progress } from '../progress.js';
import { may } from '../session.js';
import { problemPanel } from '../states.js';

/** Has the week fetched anew, and shows how far that is. @param {any} what */
export function refreshButton({ account, week, live, signal, done }) {
  if (!may('refresh')) return el('p.fine', null, 'A key with the scope refresh can have this week fetched anew.');
  const button = el('button', { id: 'refresh', type: 'button' }, icon('refresh'), 'Refresh');
  button.addEventListener('click', async () => {
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true'; // One that is disabled outright would lose the focus.
    const bar = progress(`Fetching ${week} anew`);
    fill(live, bar.node);
    try {
      const begun = await send('POST', `/reports/weekly/${week}/refresh?account=${account.id}`);
      const end = await follow(begun, bar.tell, signal);
      if (end.state !== 'done') throw new Problem(end.problem ?? { detail: 'It was called off.' }, end.problem?.status ?? 0, undefined);
      done();
    } catch (fault) {
      if (!signal.aborted) fill(live, problemPanel(fault));
    } finally {
      button.ariaDisabled = null;
    }
  });
  return button;
}
