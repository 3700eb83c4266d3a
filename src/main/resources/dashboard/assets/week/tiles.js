// @ts-check
import { el, unseen } from '../el.js';
import * as format from '../format.js';
import { METRICS, labelOf, show, verdict } from '../metrics.js';
import { link } from '../route.js';
import { later } from '../weeks.js';
import { whyAbsent } from '../words.js';
import { noTargets, targetsOf } from './kpis.js';

/** What is looked at first; the rest is smaller. */
const FIRST = ['spend', 'purchases', 'roas', 'costPerPurchase', 'leads', 'costPerLead', 'purchaseValue', 'registrations'];
const WORDS = { good: 'better', bad: 'worse', neither: '' };

/** The totals, each with its change to the week before. @param {any} report */
export function tiles(report) {
  const list = targetsOf(report);
  const others = Object.keys(METRICS).filter((name) => !FIRST.includes(name));
  return [
    el('dl.tiles', null, FIRST.map((name) => tile(report, name))),
    el('dl.tiles.small', null, others.map((name) => tile(report, name))),
    el('div.tiles-foot', null, el('p.fine', null, compared(report)), list.length === 0 && noTargets(report)),
  ];
}

/** @param {any} report @param {string} name */
function tile(report, name) {
  const value = report.totals[name];
  const label = el('dt', { title: METRICS[name]?.what }, labelOf(name));
  if (value === undefined) {
    const reason = report.absent.find((/** @type {any} */ a) => a.path === `totals.${name}`)?.reason;
    return el('div.tile.lacking', { dataset: { metric: name } }, label, el('dd.value', null, el('span', { 'aria-hidden': 'true' }, '–'), unseen('not available')), el('dd.why', null, whyAbsent(reason)));
  }
  return el('div.tile', { dataset: { metric: name } }, label,
    el('dd.value', null, show(name, value, report.account.currency)),
    change(name, report.comparison?.change[name], report.account.currency));
}

/** @param {string} name @param {any} change @param {string} currency */
function change(name, change, currency) {
  if (!change) return undefined;
  const good = verdict(name, change.absolute);
  const arrow = change.absolute > 0 ? '▲' : change.absolute < 0 ? '▼' : '=';
  return el('dd.change', { class: good },
    el('span', { 'aria-hidden': 'true' }, arrow), ' ',
    change.relative !== undefined && el('strong', null, format.signedPercent(change.relative)), ' ',
    el('span.by', null, format.signed(change.absolute, show(name, Math.abs(change.absolute), currency))), ' ',
    WORDS[good] && el('em', null, WORDS[good]));
}

/** @param {any} report */
function compared(report) {
  if (report.comparison) return `Changes are against ${report.comparison.week}.`;
  const week = later(report.week, -1);
  return ['The week before is not stored, so there is nothing to compare with. ', el('a', { href: link({ view: 'week', account: report.account.slug, week }) }, `Fetch ${week}`)];
}
