// @ts-check
import { Problem } from '../api.js';
import { el, fill } from '../el.js';
import { follow } from '../follow.js';
import { progress } from '../progress.js';
import { problemPanel } from '../states.js';
import { waiting, waits } from './waiting.js';
import { waysOn } from './ways.js';

/** A week that is not there yet: how far it is, and then the week itself. @param {Element} place @param {any} what */
export async function promised(place, { account, week, operation, signal, again }) {
  const bar = progress(`Fetching ${week} from Meta`);
  const wait = waiting({ account, week, signal });
  const words = el('p');
  fill(place, el('section.panel.calm', null, el('h2', null, 'Not stored yet'), words, bar.node, wait.node));
  const late = (/** @type {any} */ now) => {
    fill(words, `Nobody has asked for this week of ${account.name} before. It ${waits(now) ? 'waits for its turn' : 'is being fetched now'} and shows up here by itself; leaving does not stop it.`);
    bar.tell(now);
    wait.tell(now);
  };
  const fail = (/** @type {any} */ fault) => fill(place, problemPanel(fault, { again, actions: fault instanceof Problem ? waysOn(fault, account, week) : [] }));
  // Not awaited: the view is there, and the address may change meanwhile.
  follow(operation, late, signal).then((end) => {
    if (end.state === 'done') again();
    else fail(new Problem(end.problem ?? { detail: 'It was called off.', retryable: true }, end.problem?.status ?? 0, undefined));
  }).catch((fault) => { if (!signal.aborted) fail(fault); });
}
