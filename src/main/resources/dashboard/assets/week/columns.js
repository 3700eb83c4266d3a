// @ts-check
import { el, unseen } from '../el.js';
import * as format from '../format.js';
import { METRICS, labelOf, show } from '../metrics.js';
import { plain, whyAbsent } from '../words.js';

/** What a row of each section is about. @type {Record<string, any[]>} */
const NAMES = {
  campaigns: [
    { name: 'campaignName', label: 'Campaign', head: true, cell: (/** @type {any} */ r) => el('span.name', { title: r.campaignId }, r.campaignName ?? r.campaignId) },
    { name: 'objective', label: 'Objective', cell: (/** @type {any} */ r) => (r.objective ? plain(r.objective) : '') },
  ],
  placements: [
    { name: 'publisherPlatform', label: 'Platform', cell: (/** @type {any} */ r) => plain(r.publisherPlatform ?? '') },
    { name: 'platformPosition', label: 'Position', head: true, cell: (/** @type {any} */ r) => plain(r.platformPosition ?? '') },
  ],
  demographics: [
    { name: 'age', label: 'Age', head: true, cell: (/** @type {any} */ r) => plain(r.age ?? '') },
    { name: 'gender', label: 'Gender', cell: (/** @type {any} */ r) => plain(r.gender ?? '') },
  ],
  daily: [{ name: 'date', label: 'Day', head: true, cell: (/** @type {any} */ r) => format.weekday(r.date) }],
  relevance: [
    { name: 'adName', label: 'Ad', head: true, cell: (/** @type {any} */ r) => el('span.name', { title: r.adId }, r.adName ?? r.adId) },
    ...['quality', 'engagementRate', 'conversionRate'].map((kind) => ({ name: `${kind}Ranking`, label: { quality: 'Quality', engagementRate: 'Engagement', conversionRate: 'Conversion' }[kind] })),
  ],
};

const USUAL = ['spend', 'impressions', 'reach', 'ctr', 'cpc', 'purchases', 'costPerPurchase', 'roas', 'leads', 'costPerLead'];

/**
 * The columns of a section: what its rows are about, then the figures that any of them has.
 * @param {any} report @param {string} section @param {any[]} rows @param {{every: boolean, whole: boolean}} how
 *   `every`: all figures, not only the usual ones; `whole`: all rows are here, so that words can be sorted by too
 */
export function columnsOf(report, section, rows, { every, whole }) {
  const names = (NAMES[section] ?? []).map((column) => ({ sortable: whole || column.name === 'date', cell: (/** @type {any} */ row) => ranking(report, section, row, column.name), ...column }));
  const told = new Set([...rows.flatMap((row) => Object.keys(row)), ...absentEverywhere(report, section)]);
  const figures = Object.keys(METRICS).filter((name) => told.has(name) && (every || USUAL.includes(name)));
  const most = Math.max(...rows.map((row) => row.spend ?? 0), 0);
  return [...names, ...figures.map((name) => ({
    name, label: labelOf(name), number: true, title: METRICS[name].what,
    cell: (/** @type {any} */ row) => figure(report, section, row, name, most),
  }))];
}

/** @param {any} report @param {string} section @param {any} row @param {string} name @param {number} most */
function figure(report, section, row, name, most) {
  if (row[name] === undefined) return lacking(report, section, row, name);
  const text = show(name, row[name], report.account.currency);
  return name === 'spend' && most > 0 ? el('span.bar', { style: { '--share': `${(row.spend / most) * 100}%` } }, text) : text;
}

/** @param {any} report @param {string} section @param {any} row @param {string} name */
function ranking(report, section, row, name) {
  const word = row[name];
  if (word === undefined) return lacking(report, section, row, name);
  const rank = word.startsWith('ABOVE') ? 'good' : word.startsWith('BELOW') ? 'bad' : '';
  const place = word.match(/_(\d+)$/)?.[1];
  return el('span.rank', { class: rank }, plain(word.replace(/_\d+$/, '')), place && ` (lowest ${place} %)`);
}

/** A figure that is not there: never a zero, and the reason is said. @param {any} report @param {string} section @param {any} row @param {string} name */
function lacking(report, section, row, name) {
  const why = whyAbsent(reasonOf(report, section, row, name));
  return el('span.absent', { title: why }, el('span', { 'aria-hidden': 'true' }, '–'), unseen(`not available: ${why}`));
}

/** @param {any} report @param {string} section @param {any} row @param {string} name */
export function reasonOf(report, section, row, name) {
  return row.absent?.find((/** @type {any} */ a) => a.path === name)?.reason
    ?? report.absent.find((/** @type {any} */ a) => a.path === `sections.${section}.rows.${name}`)?.reason;
}

/** @param {any} report @param {string} section */
export const absentEverywhere = (report, section) => report.absent.map((/** @type {any} */ a) => a.path.match(`^sections\\.${section}\\.rows\\.(\\w+)$`)?.[1]).filter(Boolean);
