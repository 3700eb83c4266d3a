// @ts-check
import { at } from '../api.js';
import { el, icon } from '../el.js';
import * as format from '../format.js';
import { notice } from '../states.js';
import { SECTIONS, plural, whyLacking } from '../words.js';
import { sectionChart } from './charts.js';
import { sectionRows } from './rows.js';

/** A section: its chart, its rows, and what is to be known about them. @param {any} report @param {string} name @param {AbortSignal} signal */
export function sectionView(report, name, signal) {
  const section = report.sections[name];
  const id = `section-${name}`;
  const whole = section.status === 'complete';
  const csv = at(`/reports/weekly/${report.week}/${name}`, { account: report.account.id, format: 'csv' });
  return el('section.card', { 'aria-labelledby': id, dataset: { section: name } },
    el('div.card-head', null,
      el('h2', { id }, SECTIONS[name] ?? name, whole && el('span.count', null, ` ${format.count(section.rowCount)} ${plural(section.rowCount, 'row')}`)),
      whole && section.rowCount > 0 && el('a.csv', { href: csv, download: `${report.account.slug}-${report.week}-${name}.csv` }, icon('download'), 'CSV', el('span.unseen', null, ` of ${SECTIONS[name] ?? name}`))),
    whole ? [kept(report, name), content(report, name, section, signal)] : unavailable(section, report.account.timeZone));
}

/** @param {any} report @param {string} name @param {any} section @param {AbortSignal} signal */
function content(report, name, section, signal) {
  if (!section.rowCount) return el('p.quiet', null, 'Meta has no rows here: nothing was shown in this week.');
  const drawn = sectionChart(report, name, signal);
  return [drawn ? el('div.pair', null, drawn, sectionRows(report, name, section, signal)) : sectionRows(report, name, section, signal), reconciliation(section, report.account.currency)];
}

/** Rows that are older than the totals, and why. @param {any} report @param {string} name */
function kept(report, name) {
  const found = report.kept?.find((/** @type {any} */ k) => k.section === name);
  if (!found) return undefined;
  const text = `These rows are as of ${format.moment(found.dataAsOf, report.account.timeZone)}. ${whyLacking(found.reason)}`;
  return found.reason === 'unmoved' ? el('p.fine', null, text) : notice('warn', el('strong', null, 'Older than the totals. '), text);
}

/** @param {any} section @param {string} zone */
function unavailable(section, zone) {
  return notice(section.reason === 'not-asked' ? 'calm' : 'warn', el('strong', null, section.reason === 'not-asked' ? 'Not asked for. ' : 'Not available. '), whyLacking(section.reason),
    section.detail && ` ${section.detail}`, section.retryAt && ` It is asked for again by the next reader from ${format.moment(section.retryAt, zone)}.`);
}

/** Says so where rows and totals do not agree; saying that they do would only be noise. @param {any} section @param {string} currency */
function reconciliation({ reconciliation: r }, currency) {
  if (!r || r.withinTolerance) return undefined;
  const spend = r.spend && `spend of all rows is ${format.money(r.spend.sum, currency)}, ${format.money(Math.abs(r.spend.difference), currency)} ${r.spend.difference > 0 ? 'above' : 'below'} the total`;
  const shown = r.impressions && `impressions are ${format.count(r.impressions.sum)}, ${format.count(Math.abs(r.impressions.difference))} ${r.impressions.difference > 0 ? 'above' : 'below'}`;
  return el('p.fine', null, `Rows and totals differ more than usual: ${[spend, shown].filter(Boolean).join('; ')}. They are answers of Meta's to separate questions.`);
}
