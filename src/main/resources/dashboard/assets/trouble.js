// @ts-check
import { el, fill } from './el.js';
import * as format from './format.js';

/** A line over every view that says why what is shown may be old. It is empty while all is well. */
export function troubleLine() {
  const node = el('div.trouble', { role: 'status' });
  const say = (/** @type {string} */ title, /** @type {string} */ text, /** @type {string} */ label, /** @type {() => void} */ again) => fill(node,
    el('div.notice.warn.row', null, el('p', null, el('strong', null, `${title} `), text), el('button', { type: 'button', id: 'again', onclick: again }, label)));
  return {
    node,
    /** The service is out of reach. @param {import('./reach.js').Away} away @param {() => void} look */
    away: (away, look) => say(`No answers since ${format.clock(away.since)}.`, `${away.why} What is shown here stays and may be out of date; it is brought up to date by itself as soon as that is possible.`, 'Try now', look),
    /** What is shown could not be brought up to date. @param {any} fault @param {() => void} again */
    old: (fault, again) => say('Not up to date.', `${fault.message} What is shown is what was known before.${fault.body?.requestId ? ` (Request ${fault.body.requestId})` : ''}`, 'Try again', again),
    well: () => fill(node),
  };
}
