// @ts-check
import { at, get } from '../api.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { labelOf } from '../metrics.js';
import { say } from '../say.js';
import { sorted, table } from '../table.js';
import { SECTIONS, whyAbsent } from '../words.js';
import { absentEverywhere, columnsOf, reasonOf } from './columns.js';

/** What was chosen in each section, kept while the page is open, so that the next week is read the same way. @type {Map<string, any>} */
const chosen = new Map();

/** The rows of a section, sorted as one likes, and more of them on demand. @param {any} report @param {string} name @param {any} section @param {AbortSignal} signal */
export function sectionRows(report, name, section, signal) {
  let rows = section.rows;
  let next = section.next;
  const choice = chosen.get(name) ?? { every: false, order: name === 'daily' ? { name: 'date', down: false } : { name: 'spend', down: true } };
  chosen.set(name, choice);
  const notes = el('div.notes');
  const more = el('button', { type: 'button', id: `more-${name}` });
  const every = el('input', { type: 'checkbox', id: `every-${name}`, checked: choice.every });
  const columns = () => columnsOf(report, name, rows, { every: choice.every, whole: !next });
  const path = `/reports/weekly/${report.week}/${name}`;

  const view = table({ caption: `${SECTIONS[name] ?? name} of ${report.account.name}, ${report.week}`, columns: columns(), order: choice.order, onSort: sort });
  const draw = () => {
    view.reshape(columns());
    view.show(next ? rows : sorted(rows, columns(), choice.order));
    const rest = section.rowCount - rows.length;
    more.hidden = !next;
    fill(more, `Show ${format.count(Math.min(rest, 100))} more (${format.count(rows.length)} of ${format.count(section.rowCount)} shown)`);
    fill(notes, reasons(report, name, rows).map((text) => el('p.fine', null, text)));
  };

  /** While rows are missing, the service sorts: what is highest may be among those. @param {any} order */
  async function sort(order) {
    choice.order = order;
    if (next) await take(at(path, { account: report.account.id, sort: (order.down ? '-' : '') + order.name, limit: 100 }), true);
    else draw();
  }
  /** @param {string} from @param {boolean} anew */
  async function take(from, anew) {
    more.disabled = true;
    try {
      const page = await get(from, signal);
      rows = anew ? page.rows : [...rows, ...page.rows];
      next = page.next;
      draw();
      say(`${rows.length} of ${section.rowCount} rows`);
    } catch (fault) {
      if (!signal.aborted) fill(notes, el('p.fault', { role: 'alert' }, fault.message));
    } finally {
      more.disabled = false;
    }
  }
  more.addEventListener('click', () => take(next, false));
  every.addEventListener('change', () => { choice.every = every.checked; draw(); });
  draw();
  if (next && !['spend', 'date'].includes(choice.order.name)) sort(choice.order);
  return el('div.rows', null, view.node, el('div.table-foot', null, more, el('label.check', { for: `every-${name}` }, every, 'All figures')), notes);
}

/** Why figures of these rows are absent, once for each reason. @param {any} report @param {string} section @param {any[]} rows */
function reasons(report, section, rows) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  const note = (/** @type {string} */ figure, /** @type {string} */ reason) => found.set(reason, (found.get(reason) ?? new Set()).add(labelOf(figure)));
  for (const figure of absentEverywhere(report, section)) note(figure, reasonOf(report, section, {}, figure));
  for (const row of rows) for (const absence of row.absent ?? []) note(absence.path, absence.reason);
  return [...found].map(([reason, figures]) => `– ${[...figures].map((f) => LABELS[f] ?? f).join(', ')}: ${whyAbsent(reason)}.`);
}

/** @type {Record<string, string>} */
const LABELS = { qualityRanking: 'Quality', engagementRateRanking: 'Engagement', conversionRateRanking: 'Conversion' };
