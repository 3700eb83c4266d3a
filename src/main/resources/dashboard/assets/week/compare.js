// @ts-check
import { at, get } from '../api.js';
import { METRICS } from '../metrics.js';
import { later } from '../weeks.js';

/** Which event a figure hangs on: it is comparable only where both weeks read that event from the same action type. @type {Record<string, string>} */
const EVENT = {
  leads: 'leads', costPerLead: 'leads', purchases: 'purchases', purchaseValue: 'purchases', costPerPurchase: 'purchases', roas: 'purchases',
  registrations: 'registrations', costPerRegistration: 'registrations',
};

/**
 * The comparison with the week before. A report has it where that week was there first; where it came later, the
 * stored totals of both weeks are compared here.
 * @param {any} report @param {AbortSignal} signal
 */
export async function comparison(report, signal) {
  if (report.comparison) return report.comparison;
  const week = later(report.week, -1);
  const list = await get(at('/reports/weekly', { account: report.account.id, from: week, to: week }), signal).catch(() => ({ weeks: [] }));
  return list.weeks.length ? { week, change: changes(report, list.weeks[0]) } : undefined;
}

/** @param {any} now @param {any} before */
function changes(now, before) {
  const names = Object.keys(METRICS).filter((name) => now.totals[name] !== undefined && before.totals[name] !== undefined
    && (!EVENT[name] || now.actionTypes?.[EVENT[name]] === before.actionTypes?.[EVENT[name]]));
  return Object.fromEntries(names.map((name) => {
    const absolute = now.totals[name] - before.totals[name];
    return [name, before.totals[name] === 0 ? { absolute } : { absolute, relative: absolute / before.totals[name] }];
  }));
}
