// @ts-check
import { ask, Problem, unreachable } from '../api.js';
import { el, fill } from '../el.js';
import { isOfTheMoment } from '../reach.js';
import { link, settle } from '../route.js';
import { registers } from '../session.js';
import { panel, problemPanel } from '../states.js';
import { later, running } from '../weeks.js';
import { comparison } from './compare.js';
import { head } from './head.js';
import { promised } from './promised.js';
import { reportView } from './report.js';
import { turnsFresh } from './stale.js';
import { waysOn } from './ways.js';

export const title = 'Week';

/** The week of an account. @param {HTMLElement} main @param {any} where */
export async function show(main, { route, account, signal, again, stays }) {
  if (!account) return fill(main, el('h1', null, 'No account yet'), noAccount());
  const week = route.week ?? later(running(account.timeZone), -1);
  settle({ view: 'week', account: account.slug, week });
  const live = el('div.live');
  const body = el('div.stack');
  const answer = await read(account, week, signal).catch((fault) => fault);
  if (answer instanceof Error && (!(answer instanceof Problem) || (stays && isOfTheMoment(answer)))) throw answer;
  const report = answer instanceof Problem || answer.status === 202 ? undefined : await answer.json().catch(unreachable);
  if (report) report.comparison = await comparison(report, signal);
  if (signal.aborted) return;
  const done = (/** @type {string} */ words) => { fill(live); again(words); };
  fill(main, head({ account, week, report, live, signal, done }), live, body);

  if (answer instanceof Problem) fill(body, problemPanel(answer, { again, actions: waysOn(answer, account, week) }));
  else if (!report) await promised(body, { account, week, operation: await answer.json(), signal, again });
  else {
    fill(body, reportView(report, answer, signal));
    // Whoever looks at an old answer sees it turn fresh without asking for that.
    const anew = () => read(account, week, signal, answer.headers.get('ETag'));
    turnsFresh(answer, anew, signal).then((fresh) => fresh && again());
    whenLookedAtAgain(() => anew().then((now) => now.status === 200 && again(), () => undefined), signal);
  }
}

/** A tab that was left open for hours shows what is known by now. @param {() => void} look @param {AbortSignal} signal */
function whenLookedAtAgain(look, signal) {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look(), { signal });
}

/** @param {any} account @param {string} week @param {AbortSignal} signal @param {string | null} [known] @returns {Promise<any>} */
function read(account, week, signal, known) {
  const path = `/reports/weekly/${encodeURIComponent(week)}?account=${account.id}&rows=25`;
  return ask(path, { signal, headers: { Prefer: 'respond-async', ...(known ? { 'If-None-Match': known } : {}) } });
}

const noAccount = () => panel({
  title: 'Nothing to read yet',
  text: registers() ? 'No ad account is registered yet. It takes its id and a token of Meta.' : 'No ad account is registered that your key sees. Ask whoever runs this service to register one, or to add it to your key.',
  actions: registers() ? [el('a.button', { href: link({ view: 'operations', tab: 'accounts' }) }, 'Register one')] : [],
});
