// @ts-check
import { Problem } from './api.js';
import { el, icon } from './el.js';
import * as format from './format.js';

/**
 * A panel in the place of what is not there: what happened, and what to do.
 * @param {{tone?: 'calm' | 'warn' | 'bad', title: string, text?: any, actions?: any[], fine?: string}} what
 */
export function panel({ tone = 'calm', title, text, actions = [], fine }) {
  return el('section.panel', { class: tone, role: tone === 'bad' ? 'alert' : undefined },
    el('h2', null, title),
    text && el('p', null, text),
    actions.length > 0 && el('div.actions', null, actions),
    fine && el('p.fine', null, fine));
}

/**
 * A line above what is there, that says what to know about it.
 * @param {'calm' | 'warn' | 'bad'} tone @param {...any} words
 */
export const notice = (tone, ...words) => el('div.notice', { class: tone }, words);

/** Grey shapes while something is on its way. @param {number} tiles @param {number} lines */
export function skeleton(tiles, lines) {
  return el('div.skeleton', { 'aria-hidden': 'true' },
    el('div.bone.title'),
    tiles > 0 && el('div.tiles', null, Array.from({ length: tiles }, () => el('div.bone.tile'))),
    Array.from({ length: lines }, () => el('div.bone.line')));
}

/** @type {Record<string, [string, 'calm' | 'warn' | 'bad']>} */
const TITLES = {
  'account-blocked': ['Meta refuses this account', 'bad'],
  'beyond-retention': ['Meta no longer tells this week', 'calm'],
  'week-not-started': ['This week has not begun', 'calm'],
  'invalid-week': ['No such week', 'calm'],
  'unknown-account': ['No such account', 'calm'],
  'quota-exhausted': ['The quota is spent for the moment', 'warn'],
  'upstream-unavailable': ['Meta gives no answer', 'warn'],
  'section-unavailable': ['A section could not be had', 'warn'],
  'too-many-requests': ['Too many requests', 'warn'],
  forbidden: ['Your key does not allow this', 'calm'],
  unreachable: ['Weekline cannot be reached', 'bad'],
};

/**
 * An error as a person needs it: what happened, what to do, and what to tell whoever can help.
 * @param {any} fault @param {{again?: () => void, actions?: any[]}} [ways]
 */
export function problemPanel(fault, { again, actions = [] } = {}) {
  const known = fault instanceof Problem ? fault : new Problem({ detail: 'The page ran into a fault of its own.' }, 0, undefined);
  const [title, tone] = TITLES[known.kind] ?? ['That did not work', 'bad'];
  const retry = again && (known.status === 0 || known.body.retryable || known.status >= 500) && el('button', { type: 'button', onclick: again }, icon('refresh'), 'Try again');
  const wait = known.retryAfter && `Worth trying again in about ${format.lasting(known.retryAfter)}.`;
  const id = known.body.requestId && `Request ${known.body.requestId}${known.body.fbtrace_id ? ` · Meta's trace ${known.body.fbtrace_id}` : ''}`;
  if (!(fault instanceof Problem)) console.error(fault);
  return panel({ tone, title, text: [known.message, wait && ` ${wait}`], actions: [retry, ...actions].filter(Boolean), fine: id });
}
