// @ts-check
import { get } from '../api.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { link } from '../route.js';

const SOON = 15_000; // Milliseconds in which a week comes that waits for nothing.

/** Whether it is not yet the turn of a week. @param {any} operation as it stands */
export const waits = ({ eta }) => eta && Date.parse(eta) - Date.now() > SOON;

/** Says why a week has to wait, until when, and that it comes by itself. @param {any} what */
export function waiting({ account, week, signal }) {
  const node = el('p.notice.warn', { hidden: true, role: 'status' });
  let told = '';
  return {
    node,
    /** @param {any} operation as it stands */
    async tell(operation) {
      const { eta } = operation;
      node.hidden = !waits(operation);
      if (node.hidden || told === eta) return;
      told = eta;
      const why = await get('/quota', signal).then((quota) => reason(quota, account), () => undefined);
      if (told !== eta) return;
      fill(node, why && [el('strong', null, why.title), ` ${why.text} `],
        `The week is expected ${format.ahead(eta)}, at ${format.moment(eta, account.timeZone)}, and appears here by itself. `,
        el('a', { href: link({ view: 'operations', tab: 'quota', account: account.slug, week }) }, 'Look at the quota'));
    },
  };
}

/** What stands in the way: a gate that Meta closed, or a bucket that is empty. @param {any} quota @param {any} account */
function reason({ gates, buckets }, account) {
  const gate = gates.find((/** @type {any} */ g) => g.stops === 'interactive' && (!g.account || g.account === account.id));
  if (gate) return { title: 'Meta lets no calls pass for the moment.', text: `${gate.reason}; the gate opens ${format.ahead(gate.opensAt)}, at ${format.moment(gate.opensAt, account.timeZone)}.` };
  const [least] = buckets.filter((/** @type {any} */ b) => b.name === 'app' || b.name === account.id).sort((/** @type {any} */ a, /** @type {any} */ b) => a.left - b.left);
  if (!least) return undefined;
  return { title: 'The quota is used up for the moment.', text: `${format.count(Math.max(0, least.left))} of ${format.count(least.capacity)} units are left ${least.name === 'app' ? 'of all accounts together' : `of ${account.name}`}, and ${format.count(least.unitsPerHour)} come back in an hour.` };
}
