// @ts-check
import { el } from '../el.js';
import * as format from '../format.js';
import { show } from '../metrics.js';
import { may } from '../session.js';
import { targetsDialog } from './targets.js';

/** The figures against what the account wants to reach. @param {any} report */
export function kpis(report) {
  const { primaryEvent, ...results } = report.kpis ?? {};
  const list = Object.entries(results);
  const edit = may('operate') && el('button.bare', { type: 'button', id: 'targets', onclick: () => targetsDialog(report.account) }, list.length ? 'Change targets' : 'Set targets');
  if (list.length === 0) return el('p.fine.row', null, 'No targets are set for this account.', edit);
  return el('section.card', { 'aria-labelledby': 'kpi-title' },
    el('div.card-head', null, el('h2', { id: 'kpi-title' }, 'Targets'), edit),
    el('ul.kpis', null, list.map(([name, result]) => kpi(name, result, primaryEvent, report.account.currency))));
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
