// @ts-check
import { ask, Problem } from '../api.js';
import { el, fill } from '../el.js';
import { link, settle } from '../route.js';
import { panel, problemPanel } from '../states.js';
import { later, running } from '../weeks.js';
import { head } from './head.js';
import { promised } from './promised.js';
import { reportView } from './report.js';
import { turnsFresh } from './stale.js';

export const title = 'Week';

/** The week of an account. @param {HTMLElement} main @param {any} where */
export async function show(main, { route, account, signal, again }) {
  if (!account) return fill(main, el('h1', null, 'No account yet'), noAccount());
  const week = route.week ?? later(running(account.timeZone), -1);
  settle({ view: 'week', account: account.slug, week });
  const live = el('div.live');
  const body = el('div.stack');
  const answer = await read(account, week, signal).catch((fault) => fault);
  if (answer instanceof Error && !(answer instanceof Problem)) throw answer;
  const report = answer instanceof Problem || answer.status === 202 ? undefined : await answer.json();
  const done = (/** @type {string} */ words) => { fill(live); again(words); };
  fill(main, head({ account, week, report, live, signal, done }), live, body);

  if (answer instanceof Problem) fill(body, problemPanel(answer, { again, actions: waysOn(answer, account, week) }));
  else if (!report) await promised(body, { account, week, operation: await answer.json(), signal, again });
  else {
    fill(body, reportView(report, answer, signal));
    // Whoever looks at an old answer sees it turn fresh without asking for that.
    turnsFresh(answer, () => read(account, week, signal, answer.headers.get('ETag')), signal).then((fresh) => fresh && again());
  }
}

/** @param {any} account @param {string} week @param {AbortSignal} signal @param {string | null} [known] @returns {Promise<any>} */
function read(account, week, signal, known) {
  const path = `/reports/weekly/${encodeURIComponent(week)}?account=${account.id}&rows=25`;
  return ask(path, { signal, headers: { Prefer: 'respond-async', ...(known ? { 'If-None-Match': known } : {}) } });
}

/** What to do about a week that cannot be had. @param {Problem} problem @param {any} account @param {string} week */
function waysOn(problem, account, week) {
  const nearest = problem.body.nearestWeek;
  const to = (/** @type {string} */ label, /** @type {any} */ place) => el('a.button', { href: link(place) }, label);
  return [
    nearest && nearest !== week && to(`Go to ${nearest}`, { view: 'week', account: account.slug, week: nearest }),
    problem.kind === 'account-blocked' && to('Look at the account', { view: 'operations', tab: 'accounts', account: account.slug, week }),
    problem.kind === 'quota-exhausted' && to('Look at the quota', { view: 'operations', tab: 'quota', account: account.slug, week }),
  ].filter(Boolean);
}

const noAccount = () => panel({
  title: 'Nothing to read yet',
  text: 'No ad account is registered that your key sees. Register one with a Meta token (POST /accounts), or ask whoever runs this service to add it to your key.',
  actions: [el('a.button', { href: '/docs' }, 'How to register one')],
});
