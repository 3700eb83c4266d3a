// @ts-check
import { send } from '../api.js';
import { dialog } from '../dialog.js';
import { el, fill } from '../el.js';
import { go } from '../route.js';
import { say } from '../say.js';
import { may } from '../session.js';
import { describe } from './cell.js';

/** A stored week is opened; about any other one is asked. @param {any} what */
export function cellChoice({ item, week, reload }) {
  const told = item.by.get(week);
  if (!told) return;
  const open = () => go({ view: 'week', account: item.slug, week });
  if (told.state === 'stored' || told.state === 'stale') return open();
  const fault = el('p.fault', { role: 'alert' });
  const queue = async () => {
    try {
      await send('POST', '/backfills', { accounts: [item.account], from: week, to: week });
      box.close();
      say(`${week} of ${item.label} is queued`);
      reload();
    } catch (problem) {
      fill(fault, problem.message);
    }
  };
  const queueable = may('operate') && (told.state === 'missing' || told.state === 'failed');
  const gone = told.state === 'beyond-retention';
  const box = dialog(`${item.label}, ${week}`,
    el('p', null, describe(item, week)),
    el('div.actions', null,
      !gone && el('button.main', { type: 'button', onclick: () => { box.close(); open(); } }, told.state === 'failed' ? 'Try it now' : 'Fetch it now'),
      queueable && el('button', { type: 'button', onclick: queue }, 'Queue it'),
      el('button', { type: 'button', onclick: () => box.close() }, 'Leave it')),
    !gone && el('p.fine', null, 'Now: you are waited for, and the quota of readers is used. Queued: the background fetches it when there is room.'),
    fault);
}
