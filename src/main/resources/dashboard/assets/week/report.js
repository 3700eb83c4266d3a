// @ts-check
import { el } from '../el.js';
import { SECTIONS } from '../words.js';
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
    el('nav.jumps', { 'aria-label': 'Sections' }, names.map((name) => el('button.bare', { type: 'button', onclick: () => jump(name) }, SECTIONS[name] ?? name))),
    el('div.sections', null, names.map((name) => sectionView(report, name, signal))),
  ];
}

/** To a section, with the focus; the address says where one is and cannot name a place on the page too. @param {string} name */
function jump(name) {
  const heading = document.getElementById(`section-${name}`);
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  heading?.closest('section')?.scrollIntoView({ block: 'start' });
}
