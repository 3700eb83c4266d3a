// @ts-check

/**
 * Where one is: all of it is in the address, so that it can be sent to somebody and gone back to.
 * @typedef {{view: string, tab: string, account?: string, week?: string, query: Record<string, string>}} Route
 */

/** @returns {Route} */
export function here() {
  const [path, words = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, tab = ''] = path.split('/');
  const { account, week, ...query } = Object.fromEntries(new URLSearchParams(words));
  return { view: view || 'week', tab, account, week, query };
}

/**
 * The address of a place.
 * @param {Partial<Route>} to
 */
export function link({ view = 'week', tab = '', account, week, query = {} }) {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries({ account, week, ...query })) if (value) words.set(key, value);
  return `#/${view}${tab ? `/${tab}` : ''}${words.size ? `?${words}` : ''}`;
}

/** Goes there, so that "back" leads here again. @param {Partial<Route>} to */
export function go(to) {
  location.hash = link(to);
}

/** Puts the address right without a step that "back" would lead to. @param {Partial<Route>} to */
export function settle(to) {
  history.replaceState(null, '', link(to));
}
