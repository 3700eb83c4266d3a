// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { show } from '../metrics.js';
import { may } from '../session.js';
import { targetsDialog } from './targets.js';

/** The targets that the account has, each with its result. @param {any} report */
export const targetsOf = (report) => Object.entries(report.kpis ?? {}).filter(([name]) => name !== 'primaryEvent');

/** @param {any} report @param {string} label */
const edit = (report, label) => may('operate') && el('button.bare', { type: 'button', id: 'targets', onclick: () => targetsDialog(report.account) }, label);

/** @param {any} report */
export const noTargets = (report) => el('p.fine', null, 'No targets are set for this account. ', edit(report, 'Set targets'));

/** The figures against what the account wants to reach. @param {any} report */
export function kpis(report) {
  const list = targetsOf(report);
  if (list.length === 0) return undefined;
  return el('section.card', { 'aria-labelledby': 'kpi-title' },
    el('div.card-head', null, el('h2', { id: 'kpi-title' }, 'Targets'), edit(report, 'Change targets')),
    el('ul.kpis', null, list.map(([name, result]) => kpi(name, result, report.kpis.primaryEvent, report.account.currency))));
}

/** @param {string} name @param {any} result @param {string | undefined} event @param {string} currency */
function kpi(name, result, event, currency) {
  const figure = name === 'roas' ? 'roas' : 'costPerLead';
  const label = name === 'costPerAction' ? `Cost per ${event?.replace(/s$/, '') ?? 'action'}` : name === 'roas' ? 'ROAS' : 'Cost per lead';
  const target = show(figure, result.target, currency);
  if (result.value === undefined) return el('li.kpi', null, el('strong', null, label), el('span', null, `Target ${target}`), el('span.quiet', null, 'This week has no figure to hold against it'));
  const off = format.signedPercent(result.distance?.relative ?? 0);
  // The target is in the middle of the bar; twice the target fills it.
  const share = Math.min(100, (result.value / result.target) * 50);
  return el('li.kpi', { class: result.onTrack ? 'good' : 'bad' },
    el('strong', null, label),
    el('span.kpi-value', null, show(figure, result.value, currency)),
    el('span.kpi-bar', { 'aria-hidden': 'true', style: { '--share': `${share}%` } }),
    el('span', null, `Target ${target} · ${off}`),
    el('em', null, result.onTrack ? '✓ on track' : '✗ off track'),
    el('span.fine', null, result.formula));
}
