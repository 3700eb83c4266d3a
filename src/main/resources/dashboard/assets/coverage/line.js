// @ts-check
import { send } from '../api.js';
import { sure } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { say } from '../say.js';
import { may } from '../session.js';
import { plural } from '../words.js';
import { failures } from './failures.js';

/** A backfill in the list. @param {any} first as it stands @param {Map<string, any>} names @param {() => void} look */
export function line(first, names, look) {
  const nameOf = (/** @type {string} */ id) => names.get(id)?.name ?? id;
  const whose = first.accounts ? first.accounts.slice(0, 3).map(nameOf).join(', ') + (first.accounts.length > 3 ? ` and ${first.accounts.length - 3} more` : '') : 'All accounts';
  const title = `${whose} · ${first.from === first.to ? first.from : `${first.from} to ${first.to}`}`;
  const badge = el('span.badge');
  const bar = el('progress', { max: 100, 'aria-label': title });
  const words = el('p.progress-words');
  const stop = el('button.bare', { id: `cancel-${first.id}`, type: 'button', onclick: () => cancel(first.id, title, fault, look) }, 'Call it off');
  const anew = el('button.bare', { id: `requeue-${first.id}`, type: 'button', onclick: () => requeue(first.id, title, fault, look) }, 'Try the failed ones anew');
  const fault = el('p.fault', { role: 'alert' });
  const why = failures(first, nameOf);
  const node = el('li.backfill', { dataset: { id: first.id } },
    el('div.progress-top', null, el('strong', null, title, first.sections && el('span.quiet', null, ` · ${first.sections.join(', ')}`)), badge),
    bar, el('div.progress-top', null, words, may('operate') && el('span.actions', null, stop, anew)), fault, why.node);
  let state = '';

  /** @param {any} b as it stands now */
  function tell(b) {
    const goes = b.state === 'queued' || b.state === 'running';
    bar.value = b.percent;
    bar.hidden = !goes && b.percent === 100;
    stop.hidden = !goes;
    anew.hidden = b.failed === 0;
    why.tell(b.failed);
    if (state !== b.state) { badge.className = `badge ${b.state}`; fill(badge, b.state); node.dataset.state = b.state; }
    if (state && state !== b.state) say(`${title}: ${b.state}`);
    state = b.state;
    fill(words, [`${b.percent} %`, `${format.count(b.stored)} of ${format.count(b.weeks)} ${plural(b.weeks, 'week')} done`, b.failed > 0 && `${format.count(b.failed)} failed`,
      goes && b.current && `now ${b.current.replace(/act_\d+/, nameOf)}`, goes && b.eta && `over ${format.ahead(b.eta)} (${format.clock(b.eta)})`,
      !goes && `begun ${format.moment(b.createdAt)}`].filter(Boolean).join(' · '));
  }
  return { node, tell };
}

/** @param {string} id @param {string} title @param {Element} fault @param {() => void} look */
async function cancel(id, title, fault, look) {
  if (!(await sure('Call the backfill off?', `${title}. What it has stored stays, and a week that is being fetched is finished.`, 'Call it off'))) return;
  await done(send('DELETE', `/backfills/${id}`), fault, look);
}

/** What was given up is queued anew, in the same backfill or, where that is over, in another. @param {string} id @param {string} title @param {Element} fault @param {() => void} look */
async function requeue(id, title, fault, look) {
  if (await done(send('POST', `/backfills/${id}/requeue`), fault, look)) say(`${title}: what failed is queued anew`);
}

/** @param {Promise<any>} asked @param {Element} fault where what went wrong is said @param {() => void} look */
async function done(asked, fault, look) {
  fill(fault);
  try {
    await asked;
    return true;
  } catch (problem) {
    fill(fault, problem.message);
    return false;
  } finally {
    look();
  }
}
