// @ts-check
import { Problem, at, get } from '../api.js';
import { el, fill } from '../el.js';
import * as format from '../format.js';
import { METRICS, labelOf, show, verdict } from '../metrics.js';
import { link } from '../route.js';
import { table } from '../table.js';

const FIGURES = ['spend', 'leads', 'purchases', 'purchaseValue', 'roas', 'impressions', 'clicks'];

/**
 * What was first reported of a week, what it became, and the way there.
 * @param {Element} place
 * @param {{account: any, week: string, stored: Map<string, any>, choose: (week: string) => void}} what the stored weeks to choose from
 * @param {AbortSignal} signal
 */
export async function revisions(place, { account, week, stored, choose }, signal) {
  const held = document.activeElement?.id === 'revisions-week';
  const heading = el('h2', { id: 'revisions-title', tabindex: -1 }, `How ${week} moved`);
  const field = el('select', { id: 'revisions-week', 'aria-label': 'Week to look at', onchange: () => choose(field.value) },
    [...stored.values()].reverse().map((w) => el('option', { value: w.week }, `${w.week}${w.revision > 1 ? `, ${w.revision} revisions` : ''}`)));
  field.value = week;
  const head = el('div.card-head', null, heading, el('div.row', null, field, el('a', { href: link({ view: 'week', account: account.slug, week }) }, 'Open the week')));
  if (!stored.has(week)) return fill(place, head, el('p.quiet', null, 'This week is not stored. Open it to have it fetched.'));
  try {
    const list = await every(account, week, signal);
    if (signal.aborted) return;
    fill(place, head, story(list, account), list.length > 1 && steps(list, account, week));
    if (held) field.focus({ preventScroll: true });
  } catch (fault) {
    if (signal.aborted) return;
    fill(place, head, el('p.fault', null, fault instanceof Problem ? fault.message : 'The revisions could not be read.'));
  }
}

/** All revisions, the newest first. @param {any} account @param {string} week @param {AbortSignal} signal */
async function every(account, week, signal) {
  const list = [];
  for (let next = at(`/reports/weekly/${week}/revisions`, { account: account.id, limit: 200 }); next;) {
    const page = await get(next, signal);
    list.push(...page.revisions);
    next = page.next;
  }
  return list;
}

/** First and last, side by side. @param {any[]} list @param {any} account */
function story(list, account) {
  const [last, first] = [list[0], /** @type {any} */ (list.at(-1))];
  const zone = account.timeZone;
  if (list.length === 1) return el('p', null, `First reported ${format.moment(first.fetchedAt, zone)}; nothing has moved since.`);
  const figures = FIGURES.filter((name) => first.totals[name] !== undefined || last.totals[name] !== undefined);
  return [
    el('p.quiet', null, `First reported ${format.moment(first.fetchedAt, zone)}; now revision ${last.revision}, of ${format.moment(last.fetchedAt, zone)}.`),
    el('dl.became', null, figures.map((name) => {
      const [then, now] = [first.totals[name], last.totals[name]];
      const text = (/** @type {any} */ v) => (v === undefined ? 'not available' : show(name, v, account.currency));
      const moved = then !== undefined && now !== undefined && then !== now;
      return el('div', null, el('dt', null, labelOf(name)), el('dd', null, el('span.quiet', null, text(then)), ' → ', el('strong', null, text(now)),
        moved && then !== 0 ? el('span.change', { class: verdict(name, now - then) }, ` ${format.signedPercent(now / then - 1)}`) : !moved && el('span.quiet', null, ' unmoved')));
    })),
  ];
}

/** Every step of the way. @param {any[]} list @param {any} account @param {string} week */
function steps(list, account, week) {
  const figures = FIGURES.filter((name) => list.some((r) => r.totals[name] !== undefined));
  const view = table({
    caption: `Revisions of ${week}`,
    columns: [
      { name: 'revision', label: 'Revision', head: true, cell: (r) => format.count(r.revision) },
      { name: 'fetchedAt', label: 'First fetched', cell: (r) => format.moment(r.fetchedAt, account.timeZone) },
      ...figures.map((name) => ({ name, label: labelOf(name), number: true, title: METRICS[name].what, cell: (/** @type {any} */ r) => step(r, name, account.currency) })),
      { name: 'rows', label: 'Rows moved', cell: (r) => rowsMoved(r) },
    ],
  });
  view.show(list);
  return view.node;
}

/** @param {any} revision @param {string} name @param {string} currency */
function step(revision, name, currency) {
  if (revision.totals[name] === undefined) return el('span.absent', null, 'not available');
  const by = revision.changes?.totals[name]?.absolute;
  return [show(name, revision.totals[name], currency), by && el('span.step-by', null, ` ${format.signed(by, show(name, Math.abs(by), currency))}`)];
}

/** @param {any} revision */
function rowsMoved(revision) {
  const sections = Object.entries(revision.changes?.sections ?? {}).map(([name, c]) => [name, c.added + c.removed + c.changed]).filter(([, n]) => n > 0);
  return sections.length ? sections.map(([name, n]) => `${name} ${n}`).join(', ') : el('span.quiet', null, revision.changes ? 'none' : '');
}
