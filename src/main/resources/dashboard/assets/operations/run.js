// @ts-check
import { get } from '../api.js';
import { dialog } from '../dialog.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { link } from '../route.js';
import { problemPanel } from '../states.js';
import { table } from '../table.js';
import { CAUSES, OUTCOMES, SECTIONS, plural } from '../words.js';

/** One run with all its calls. @param {string} id @param {Map<string, string>} names @param {AbortSignal} signal */
export async function runDialog(id, names, signal) {
  const body = el('div.stack', null, el('p.quiet', null, 'Reading…'));
  dialog('Run', body).classList.add('wide');
  try {
    fill(body, details(await get(`/runs/${id}`, signal), names));
  } catch (fault) {
    if (!signal.aborted) fill(body, problemPanel(fault));
  }
}

/** @param {any} run @param {Map<string, string>} names */
function details(run, names) {
  const fact = (/** @type {string} */ label, /** @type {any} */ value) => value !== undefined && el('div', null, el('dt', null, label), el('dd', null, value));
  return [
    el('p', null, el('span.badge', { class: run.status }, OUTCOMES[run.status] ?? run.status), ' ', names.get(run.account) ?? run.account, ', ', el('a', { href: link({ view: 'week', account: run.account, week: run.week }) }, run.week),
      ` · ${CAUSES[run.cause] ?? run.cause} · ${format.moment(run.startedAt)}`),
    run.detail && el('p.notice.warn', null, run.detail),
    el('dl.facts', null,
      fact('Took', format.took(run.durationMs)), fact('Units', format.count(run.units)), fact(plural(run.callCount, 'Call'), format.count(run.callCount)), fact('Rows', format.count(run.rowCount)),
      fact('Waited to begin', format.took(run.timings.leaseMs)), fact('Waited for quota', format.took(run.timings.quotaMs)), fact('At Meta', format.took(run.timings.metaMs)), fact('Storing', format.took(run.timings.storeMs))),
    run.together && el('p.fine', null, `Read together with ${format.count(run.together.weeks - 1)} other ${plural(run.together.weeks - 1, 'week')}; shared calls are counted in one of the runs.`),
    run.calls?.length ? calls(run.calls) : el('p.quiet', null, 'No calls are known of this run: they are kept for 30 days, and not known of a run whose process died.'),
    el('p.fine', null, [`Run ${run.id}`, run.requestId && `request ${run.requestId}`, run.fbtrace_id && `Meta's trace ${run.fbtrace_id}`].filter(Boolean).join(' · ')),
  ];
}

/** @param {any[]} list */
function calls(list) {
  const view = table({
    caption: 'Calls to Meta', columns: [
      { name: 'number', label: 'No.', head: true, cell: (c) => format.count(c.number) },
      { name: 'section', label: 'What', cell: (c) => `${SECTIONS[c.section] ?? c.section}${c.page > 1 ? `, page ${c.page}` : ''}` },
      { name: 'outcome', label: 'Outcome', cell: (c) => [c.outcome, c.attempt > 1 && ` (try ${c.attempt}, after ${c.retryReason})`] },
      { name: 'status', label: 'Status', number: true, cell: (c) => c.httpStatus || 'none' },
      { name: 'waited', label: 'Waited', number: true, cell: (c) => format.took(c.waitedMs) },
      { name: 'took', label: 'Took', number: true, cell: (c) => format.took(c.tookMs) },
      { name: 'rows', label: 'Rows', number: true, cell: (c) => format.count(c.rowCount) },
      { name: 'units', label: 'Units', number: true, cell: (c) => [format.count(c.units), c.shared && ' shared'] },
      { name: 'usage', label: 'Used at Meta', number: true, cell: (c) => (c.usageAfter?.adAccount === undefined ? '' : `${format.count(c.usageAfter.adAccount, 1)} %`) },
    ],
  });
  view.show(list);
  return view.node;
}
