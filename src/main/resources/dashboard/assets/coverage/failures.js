// @ts-check
import { all, at } from '../api.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { plural } from '../words.js';

const NAMED = 12; // Weeks of one reason that are named; the map has all of them.

/** Why weeks of a backfill could not be had; asked for when somebody wants to know. @param {any} backfill @param {(id: string) => string} nameOf */
export function failures(backfill, nameOf) {
  const list = el('ul', null);
  const box = el('details', { hidden: true, id: `why-${backfill.id}` }, el('summary', null, 'Why they failed'), list);
  let told = '';
  let failed = 0;
  const look = async () => {
    if (!box.open || told === String(failed)) return;
    const asked = String(failed);
    if (!told) fill(list, el('li.quiet', null, 'Asking…'));
    try {
      const reasons = await reasonsOf(backfill, nameOf);
      told = asked;
      fill(list, reasons.size === 0 ? el('li', null, 'Those weeks are being tried anew.') : [...reasons].map(([reason, weeks]) => el('li', null, el('strong', null, reason), ` ${named(weeks)}`)));
    } catch (fault) {
      fill(list, el('li.fault', null, fault.message));
    }
  };
  box.addEventListener('toggle', look);
  return {
    node: box,
    /** @param {number} now how many have failed by now */
    tell(now) { failed = now; box.hidden = now === 0; look(); },
  };
}

/** The weeks that failed, by why. @param {any} backfill @param {(id: string) => string} nameOf @returns {Promise<Map<string, string[]>>} */
async function reasonsOf({ accounts = [undefined], from, to }, nameOf) {
  const reasons = new Map();
  for (const account of accounts) {
    for (const item of await all(at('/coverage', { account, from, to }))) {
      for (const w of item.weeks.filter((/** @type {any} */ w) => w.state === 'failed')) {
        const reason = w.reason ?? 'No reason was told.';
        reasons.set(reason, [...(reasons.get(reason) ?? []), `${nameOf(item.account)} ${w.week}`]);
      }
    }
  }
  return reasons;
}

/** @param {string[]} weeks */
const named = (weeks) => weeks.slice(0, NAMED).join(', ') + (weeks.length > NAMED ? ` and ${format.count(weeks.length - NAMED)} ${plural(weeks.length - NAMED, 'other')}` : '');
