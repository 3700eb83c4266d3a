// @ts-check
import { el } from '../el.js';
import { kpis } from './kpis.js';
import { notices } from './notices.js';
import { sectionView } from './section.js';
import { tiles } from './tiles.js';

/** The order in which people read the sections. */
const ORDER = ['campaigns', 'placements', 'demographics', 'daily', 'relevance'];

/** A report as a person reads it. @param {any} report @param {Response} answer @param {AbortSignal} signal */
export function reportView(report, answer, signal) {
  const names = [...ORDER, ...Object.keys(report.sections)].filter((name, n, all) => report.sections[name] && all.indexOf(name) === n);
  return [
    ...notices(report, answer),
    el('section', { 'aria-labelledby': 'totals-title' }, el('h2.unseen', { id: 'totals-title' }, 'Totals'), tiles(report)),
    kpis(report),
    el('div.sections', null, names.map((name) => sectionView(report, name, signal))),
  ];
}
