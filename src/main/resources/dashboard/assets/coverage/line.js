// @ts-check
import { send } from '../api.js';
import { sure } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { say } from '../say.js';
import { may } from '../session.js';
import { plural } from '../words.js';

/** A backfill in the list. @param {any} first as it stands @param {Map<string, any>} names @param {() => void} look */
export function line(first, names, look) {
  const nameOf = (/** @type {string} */ id) => names.get(id)?.name ?? id;
  const whose = first.accounts ? first.accounts.slice(0, 3).map(nameOf).join(', ') + (first.accounts.length > 3 ? ` and ${first.accounts.length - 3} more` : '') : 'All accounts';
  const title = `${whose} · ${first.from === first.to ? first.from : `${first.from} to ${first.to}`}`;
  const badge = el('span.badge');
  const bar = el('progress', { max: 100, 'aria-label': title });
  const words = el('p.progress-words');
  const stop = el('button.bare', { id: `cancel-${first.id}`, type: 'button', onclick: () => cancel(first.id, title, look) }, 'Call it off');
  const anew = el('button.bare', { id: `requeue-${first.id}`, type: 'button', onclick: () => send('POST', `/backfills/${first.id}/requeue`).then(look, (fault) => say(fault.message)) }, 'Try the failed ones anew');
  const node = el('li.backfill', { dataset: { id: first.id } },
    el('div.progress-top', null, el('strong', null, title, first.sections && el('span.quiet', null, ` · ${first.sections.join(', ')}`)), badge),
    bar, el('div.progress-top', null, words, may('operate') && el('span.actions', null, stop, anew)));
  let state = '';

  /** @param {any} b as it stands now */
  function tell(b) {
    const goes = b.state === 'queued' || b.state === 'running';
    bar.value = b.percent;
    bar.hidden = !goes && b.percent === 100;
    stop.hidden = !goes;
    anew.hidden = b.failed === 0;
    if (state !== b.state) { badge.className = `badge ${b.state}`; fill(badge, b.state); node.dataset.state = b.state; }
    if (state && state !== b.state) say(`${title}: ${b.state}`);
    state = b.state;
    fill(words, [`${b.percent} %`, `${format.count(b.stored)} of ${format.count(b.weeks)} ${plural(b.weeks, 'week')} done`, b.failed > 0 && `${format.count(b.failed)} failed`,
      goes && b.current && `now ${b.current.replace(/act_\d+/, nameOf)}`, goes && b.eta && `over ${format.ahead(b.eta)} (${format.clock(b.eta)})`,
      !goes && `begun ${format.moment(b.createdAt)}`].filter(Boolean).join(' · '));
  }
  return { node, tell };
}

/** @param {string} id @param {string} title @param {() => void} look */
async function cancel(id, title, look) {
  if (!(await sure('Call the backfill off?', `${title}. What it has stored stays, and a week that is being fetched is finished.`, 'Call it off'))) return;
  await send('DELETE', `/backfills/${id}`).catch((fault) => say(fault.message));
  look();
}
