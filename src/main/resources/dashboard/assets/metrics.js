// @ts-check
import * as format from './format.js';

/**
 * What a figure is called, what kind of number it is, and whether more of it is good news.
 * @typedef {{label: string, kind: 'money' | 'count' | 'ratio' | 'percent', good: 'up' | 'down' | 'neither', what: string}} Metric
 */

/** @type {Record<string, Metric>} */
export const METRICS = {
  spend: { label: 'Spend', kind: 'money', good: 'neither', what: 'Money spent' },
  impressions: { label: 'Impressions', kind: 'count', good: 'up', what: 'How often ads were shown' },
  reach: { label: 'Reach', kind: 'count', good: 'up', what: 'People who saw ads at least once; it never adds up' },
  frequency: { label: 'Frequency', kind: 'ratio', good: 'neither', what: 'Impressions for each person reached' },
  clicks: { label: 'Clicks', kind: 'count', good: 'up', what: 'Clicks of every kind' },
  linkClicks: { label: 'Link clicks', kind: 'count', good: 'up', what: 'Clicks on links of the ad' },
  ctr: { label: 'CTR', kind: 'percent', good: 'up', what: 'Clicks for each hundred impressions' },
  cpc: { label: 'CPC', kind: 'money', good: 'down', what: 'Money for each click' },
  cpm: { label: 'CPM', kind: 'money', good: 'down', what: 'Money for each thousand impressions' },
  leads: { label: 'Leads', kind: 'count', good: 'up', what: 'Leads, read from one action type' },
  costPerLead: { label: 'Cost per lead', kind: 'money', good: 'down', what: 'Spend for each lead' },
  purchases: { label: 'Purchases', kind: 'count', good: 'up', what: 'Purchases, read from one action type' },
  purchaseValue: { label: 'Purchase value', kind: 'money', good: 'up', what: 'What the purchases were worth' },
  costPerPurchase: { label: 'Cost per purchase', kind: 'money', good: 'down', what: 'Spend for each purchase' },
  roas: { label: 'ROAS', kind: 'ratio', good: 'up', what: 'Purchase value for each unit of spend' },
  registrations: { label: 'Registrations', kind: 'count', good: 'up', what: 'Completed registrations' },
  costPerRegistration: { label: 'Cost per registration', kind: 'money', good: 'down', what: 'Spend for each registration' },
};

/** The label of a figure, also of one that is newer than this page. @param {string} name */
export const labelOf = (name) => METRICS[name]?.label ?? name;

/**
 * A figure as a person reads it.
 * @param {string} name @param {number} value @param {string} currency
 */
export function show(name, value, currency) {
  switch (METRICS[name]?.kind) {
    case 'money': return format.money(value, currency);
    case 'percent': return `${format.exact(value, 2)}\u00a0%`;
    case 'ratio': return format.exact(value, 2);
    default: return format.count(value, 2);
  }
}

/** The same in few characters, for axes. @param {string} name @param {number} value @param {string} currency */
export function shortly(name, value, currency) {
  return METRICS[name]?.kind === 'money' ? format.shortMoney(value, currency) : format.short(value);
}

/**
 * Whether a change is good news. Spending more is neither: it is what was decided.
 * @param {string} name @param {number} by
 * @returns {'good' | 'bad' | 'neither'}
 */
export function verdict(name, by) {
  const good = METRICS[name]?.good ?? 'neither';
  if (good === 'neither' || by === 0) return 'neither';
  return (by > 0) === (good === 'up') ? 'good' : 'bad';
}
