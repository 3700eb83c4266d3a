// @ts-check
import { Problem, whenSignedOut } from './api.js';
import { el, fill } from './el.js';
import { frame } from './frame.js';
import { here, link, settle } from './route.js';
import { say } from './say.js';
import { current, find, forget, myAccounts, resume, signOut } from './session.js';
import { showSignIn } from './signin.js';
import { problemPanel, skeleton } from './states.js';
import { applyTheme } from './theme.js';

/** Each view is loaded when somebody goes there. @type {Record<string, () => Promise<{show: Function, title: string}>>} */
const VIEWS = {
  week: () => import('./week/view.js'),
  trend: () => import('./trend/view.js'),
  coverage: () => import('./coverage/view.js'),
  operations: () => import('./operations/view.js'),
};

const place = /** @type {HTMLElement} */ (document.getElementById('frame'));
/** @type {ReturnType<typeof frame> | undefined} */
let around;
let leaving = new AbortController();
let before = '';

async function enter() {
  try {
    await resume();
    await begin();
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) showSignIn(place, undefined, begin);
    else fill(place, el('main', { id: 'main' }, problemPanel(fault, { again: enter })));
  }
}

async function begin() {
  await myAccounts();
  around = frame(place, leave);
  before = '';
  await show();
}

/** Back to the door. The address stays, so that signing in leads to where one was. @param {string} [why] */
function toDoor(why) {
  leaving.abort();
  document.querySelectorAll('dialog').forEach((box) => box.close());
  around = undefined;
  forget();
  document.title = 'Sign in · Weekline';
  showSignIn(place, why, begin);
}

async function leave() {
  await signOut();
  toDoor();
  settle({});
}

/** Shows what the address says. @param {unknown} [said] what has been done, for people who listen */
async function show(said) {
  if (!around) return;
  leaving.abort();
  leaving = new AbortController();
  const { signal } = leaving;
  const address = location.hash;
  // The address may have gone on before anybody was told, and must not be put back to what it was.
  const gone = () => signal.aborted || location.hash !== address;
  const route = here();
  const accounts = await myAccounts();
  if (gone()) return;
  const account = find(accounts, route.account) ?? (route.account ? undefined : accounts[0]);
  const anew = before !== route.view + route.tab;
  const held = document.activeElement?.id;
  around.tell(route, account, accounts);
  if (anew) fill(around.main, el('h1.unseen', null, 'Loading'), skeleton(route.view === 'week' ? 8 : 0, 8));
  around.main.setAttribute('aria-busy', 'true');
  try {
    if (!VIEWS[route.view]) throw new Problem({ type: '/problems/not-found', detail: 'There is no such view.' }, 404, undefined);
    if (route.account && !account) throw new Problem({ type: '/problems/unknown-account', detail: `Your key sees no account called ${route.account}.` }, 404, undefined);
    const view = await VIEWS[route.view]();
    if (gone()) return;
    await view.show(around.main, { route, account, accounts, signal, again: show });
    if (!signal.aborted) settled(anew, held, view.title, account, said);
  } catch (fault) {
    if (signal.aborted || fault.name === 'AbortError') return;
    fill(around.main, el('h1', { tabindex: -1 }, 'Weekline'), problemPanel(fault, { again: show, actions: [el('a.button', { href: link({}) }, 'Start over')] }));
    settled(anew, held, 'Problem', account);
  }
}

/** Moves the focus to what is new; who is turning pages keeps the button under the finger. */
function settled(/** @type {boolean} */ anew, /** @type {string | undefined} */ held, /** @type {string} */ title, /** @type {any} */ account, /** @type {unknown} */ said = undefined) {
  const main = /** @type {HTMLElement} */ (around?.main);
  main.setAttribute('aria-busy', 'false');
  const first = before === '';
  before = here().view + here().tab;
  const heading = main.querySelector('h1');
  document.title = [heading?.dataset.title ?? title, account?.name, 'Weekline'].filter(Boolean).join(' · ');
  const same = held ? document.getElementById(held) : undefined;
  if (same && (!anew || !main.contains(same))) same.focus({ preventScroll: true });
  else if (!first || document.activeElement === document.body) { heading?.setAttribute('tabindex', '-1'); heading?.focus({ preventScroll: true }); }
  if (anew) scrollTo(0, 0);
  if (typeof said === 'string') say(said);
  else if (!anew) say(heading?.textContent ?? title);
}

applyTheme();
whenSignedOut(() => {
  if (current()) toDoor('Your session has ended. Sign in again and you are back where you were.');
});
addEventListener('hashchange', show);
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault(); // The part of the address behind # says where one is.
  document.getElementById('main')?.focus();
});
enter();
