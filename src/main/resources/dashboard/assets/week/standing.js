// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { dayLater } from '../weeks.js';

const SETTLES = 28; // Days after its end in which late conversions still move a week.

/** How settled the figures are, how old, and who gave them; in words. @param {any} report */
export function standing(report) {
  const zone = report.account.timeZone;
  const age = el('time', { datetime: report.fetchedAt }, format.ago(report.fetchedAt));
  const tick = setInterval(() => { if (age.isConnected) age.textContent = format.ago(report.fetchedAt); else clearInterval(tick); }, 20_000);
  return el('p.standing', null,
    report.source === 'sandbox' && el('span.badge.sandbox', { title: 'These figures are invented by the built-in simulation of Meta' }, 'Sandbox: invented figures'),
    el('span.badge', { class: report.maturity }, maturityWords(report)),
    el('span', { title: `Totals asked of Meta ${format.moment(report.dataAsOf, zone)}` }, 'refreshed ', age, `, ${format.moment(report.fetchedAt, zone)}`),
    el('span', null, `revision ${report.revision}`),
    el('span', null, `days of ${zone}`));
}

/** @param {any} report */
export function maturityWords({ maturity, weekEnd }) {
  switch (maturity) {
    case 'open': return `Open: still running until ${format.weekday(weekEnd)}`;
    case 'settling': return `Settling: may still move until ${format.date(dayLater(weekEnd, SETTLES))}`;
    case 'final': return 'Final: it no longer moves';
    default: return maturity;
  }
}
