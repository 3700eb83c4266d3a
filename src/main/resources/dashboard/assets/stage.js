// @ts-check
import { Problem } from './api.js';
import { el, fill } from './el.js';
import { load } from './load.js';
import { isAway, isOfTheMoment, isOutOfReach } from './reach.js';
import { here, link } from './route.js';
import { say } from './say.js';
import { find, myAccounts } from './session.js';
import { problemPanel, skeleton } from './states.js';

/** Each view is loaded when somebody goes there. @type {Record<string, () => Promise<{show: Function, title: string}>>} */
const VIEWS = {
  week: () => import('./week/view.js'),
  trend: () => import('./trend/view.js'),
  coverage: () => import('./coverage/view.js'),
  operations: () => import('./operations/view.js'),
};

/**
 * Where the views are shown, one at a time, as the address says. What is shown stays until there is something in its
 * place: where it cannot be brought up to date for the moment, a line over it says so.
 *
 * @param {ReturnType<typeof import('./frame.js').frame>} around
 */
export function stage(around) {
  const { main, trouble } = around;
  /** Ends what is shown, and what is on its way. */
  let [live, coming] = [new AbortController(), new AbortController()];
  /** Whether what the address says is shown. */
  let shown = false;
  let before = '';

  /** @param {unknown} [said] what has been done, for people who listen */
  async function show(said) {
    const address = location.hash;
    const stays = shown;
    if (coming !== live) coming.abort();
    if (!stays) live.abort();
    coming = new AbortController();
    const { signal } = coming;
    // The address may have gone on before anybody was told, and must not be put back to what it was.
    const gone = () => signal.aborted || location.hash !== address;
    const route = here();
    /** @type {any} */
    let account;
    const anew = before !== route.view + route.tab;
    const held = document.activeElement?.id;
    try {
      const accounts = await myAccounts();
      if (gone()) return;
      account = find(accounts, route.account) ?? (route.account ? undefined : accounts[0]);
      around.tell(route, account, accounts);
      if (anew) fill(main, el('h1.unseen', null, 'Loading'), skeleton(route.view === 'week' ? 8 : 0, 8));
      main.setAttribute('aria-busy', 'true');
      if (!VIEWS[route.view]) throw new Problem({ type: '/problems/not-found', detail: 'There is no such view.' }, 404, undefined);
      if (route.account && !account) throw new Problem({ type: '/problems/unknown-account', detail: `Your key sees no account called ${route.account}.` }, 404, undefined);
      const view = await load(VIEWS[route.view]);
      if (gone()) return;
      await view.show(main, { route, account, accounts, signal, again: show, stays, failed, well });
      if (signal.aborted) return;
      shown = true;
      well();
      settled({ anew, held, title: view.title, account, said });
    } catch (fault) {
      if (signal.aborted || fault.name === 'AbortError') return;
      if (stays && isOfTheMoment(fault)) return kept(fault);
      shown = false;
      fill(main, el('h1', { tabindex: -1 }, 'Weekline'), problemPanel(fault, { again: show, actions: [el('a.button', { href: link({}) }, 'Start over')] }));
      settled({ anew, held, title: 'Problem', account });
    }
    if (live !== coming) live.abort();
    live = coming;
  }

  /** What is shown goes on, and a line says that it is old. @param {any} fault */
  function kept(fault) {
    coming = live;
    main.setAttribute('aria-busy', 'false');
    failed(fault);
  }
  /** Something of what is shown could not be brought up to date. @param {any} fault */
  function failed(fault) {
    if (isOfTheMoment(fault) && !isAway(fault)) trouble.old(fault, show);
  }
  /** What is shown is up to date. */
  function well() {
    if (!isOutOfReach()) trouble.well();
  }

  /** Moves the focus to what is new; who is turning pages keeps the button under the finger. @param {any} what */
  function settled({ anew, held, title, account, said }) {
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

  return {
    show, trouble,
    /** The address has changed. */
    goOn() { shown = false; return show(); },
    leave() { live.abort(); coming.abort(); },
  };
}
