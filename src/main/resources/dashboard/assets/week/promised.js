// @ts-check
import { Problem } from '../api.js';
import { el, fill } from '../el.js';
import { follow } from '../follow.js';
import { progress } from '../progress.js';
import { link } from '../route.js';
import { problemPanel } from '../states.js';
import { waysOn } from './ways.js';

/** A week that is not there yet: how far it is, and then the week itself. @param {Element} place @param {any} what */
export async function promised(place, { account, week, operation, signal, again }) {
  const bar = progress(`Fetching ${week} from Meta`);
  const quota = el('a', { href: link({ view: 'operations', tab: 'quota', account: account.slug, week }) }, 'quota');
  const waits = el('p.quiet', { hidden: true }, 'What may be asked of Meta is short for the moment, so the week waits for its turn; see the ', quota, '.');
  fill(place, el('section.panel.calm', null,
    el('h2', null, 'Not stored yet'),
    el('p', null, `Nobody has asked for this week of ${account.name} before. It is being fetched now and shows up here by itself; leaving does not stop it.`),
    bar.node, waits));
  const late = (/** @type {any} */ now) => {
    bar.tell(now);
    waits.hidden = !(now.state === 'queued' && now.eta && Date.parse(now.eta) - Date.now() > 15_000);
  };
  const fail = (/** @type {any} */ fault) => fill(place, problemPanel(fault, { again, actions: fault instanceof Problem ? waysOn(fault, account, week) : [] }));
  // Not awaited: the view is there, and the address may change meanwhile.
  follow(operation, late, signal).then((end) => {
    if (end.state === 'done') again();
    else fail(new Problem(end.problem ?? { detail: 'It was called off.', retryable: true }, end.problem?.status ?? 0, undefined));
  }).catch((fault) => { if (!signal.aborted) fail(fault); });
}
