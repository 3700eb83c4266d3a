// @ts-check
import { el, fill, icon } from './el.js';
import { accountPicker } from './picker.js';
import { go, here, link } from './route.js';
import { current } from './session.js';
import { themeSwitch } from './theme.js';
import { troubleLine } from './trouble.js';

/** @type {[string, string][]} */
const VIEWS = [['week', 'Week'], ['trend', 'Trend'], ['coverage', 'Coverage'], ['operations', 'Operations']];

/**
 * What stands around every view: name, ways to go, account, who is signed in.
 * @param {Element} place @param {() => void} onLeave
 */
export function frame(place, onLeave) {
  const ways = el('nav.ways', { 'aria-label': 'Views' });
  const pick = el('div.pick');
  const main = el('main', { id: 'main', tabindex: -1 });
  const trouble = troubleLine();
  let picked = 'nobody yet';
  fill(place,
    el('header.top', null,
      el('a.brand', { href: '#/week' }, el('img', { src: '/assets/icon.svg', alt: '', width: 24, height: 24 }), el('span', null, 'Weekline')),
      ways, pick,
      el('div.me', null, el('span.who', { title: 'Signed in with this key' }, current()?.name), themeSwitch(),
        el('button.bare', { type: 'button', id: 'sign-out', 'aria-label': 'Sign out', onclick: onLeave }, icon('out'), el('span', null, 'Sign out')))),
    trouble.node,
    main,
    el('footer.foot', null, el('a', { href: '/docs' }, 'API documentation'), el('a', { href: '/openapi.yaml' }, 'Contract')));

  return {
    main, trouble,
    /** @param {import('./route.js').Route} route @param {any} account @param {any[]} accounts those that may be gone to */
    tell(route, account, accounts) {
      fill(ways, VIEWS.map(([view, label]) => el('a', {
        href: link({ view, account: account?.slug ?? route.account, week: route.week }), 'aria-current': route.view === view ? 'page' : undefined,
      }, label)));
      const choice = [account?.id, ...accounts.map((a) => a.slug)].join();
      if (picked === choice) return; // Somebody may be choosing while a week arrives.
      picked = choice;
      fill(pick, accounts.length > 0 && accountPicker(accounts, account, moveTo));
    },
  };
}

/** To the same view of another account, or to its week where the view is of all. @param {any} account */
function moveTo(account) {
  const route = here();
  go({ ...(route.view === 'week' || route.view === 'trend' ? route : { view: 'week', week: route.week }), account: account.slug });
}
