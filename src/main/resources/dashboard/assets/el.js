// @ts-check

/** @typedef {Node | string | number | null | undefined | false | Child[]} Child */

/**
 * Makes an element. Text is always text: nothing that came over the network is ever read as markup.
 * `class`, `dataset` and `style` are what they say (style goes through the object model, which the content security
 * policy allows), `onclick` and its like are listeners, `true` and `false` switch an attribute on and off.
 *
 * @param {string} name a tag, with classes after dots: `p.quiet`
 * @param {Record<string, any> | null} [attributes]
 * @param {...Child} children
 * @returns {any}
 */
export function el(name, attributes, ...children) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes ?? {})) put(node, key, value);
  node.append(...flat(children));
  return node;
}

/** @param {HTMLElement} node @param {string} key @param {any} value */
function put(node, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key === 'class') node.className = `${node.className} ${value}`.trim();
  else if (key === 'dataset') Object.assign(node.dataset, value);
  else if (key === 'style') Object.entries(value).forEach(([k, v]) => node.style.setProperty(k, String(v)));
  else if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
  else node.setAttribute(key, value === true ? '' : String(value));
}

/** @param {Child[]} children @returns {(Node | string)[]} */
function flat(children) {
  return children.flat(9).filter((c) => c !== null && c !== undefined && c !== false).map((c) => (c instanceof Node ? c : String(c)));
}

/** Fills a place with something else. @param {Element} place @param {...Child} children */
export function fill(place, ...children) {
  place.replaceChildren(...flat(children));
}

/** Words that only a screen reader says. @param {string} words */
export const unseen = (words) => el('span.unseen', null, words);

const PATHS = {
  left: 'M15 5l-7 7 7 7', right: 'M9 5l7 7-7 7', down: 'M5 9l7 7 7-7',
  refresh: 'M20 11a8 8 0 1 0-2.3 6.2M20 4v7h-7', download: 'M12 4v11m-5-5l5 5 5-5M5 20h14',
  moon: 'M20 14A8 8 0 1 1 10 4a7 7 0 0 0 10 10z', sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2m0 16v2M2 12h2m16 0h2M5 5l1.4 1.4m11.2 11.2L19 19M5 19l1.4-1.4m11.2-11.2L19 5',
  half: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v18', out: 'M14 4h5v16h-5M4 12h11m-4-4l4 4-4 4',
  close: 'M6 6l12 12M18 6L6 18', search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
};

/** A small drawing beside words; it says nothing itself. @param {keyof typeof PATHS} name */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const path = document.createElementNS(space, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}
