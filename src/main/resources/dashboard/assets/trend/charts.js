// @ts-check
import { categoryAxis, chart, valueAxis } from '../chart.js';
import { el } from '../el.js';
import * as format from '../format.js';
import { METRICS, labelOf, show, shortly, verdict } from '../metrics.js';
import { monday } from '../weeks.js';

const SHOWN = ['spend', 'leads', 'purchases', 'roas'];

/** A chart for each figure, all over the same weeks. @param {any} what @param {AbortSignal} signal */
export function panels({ account, weeks, stored, choose }, signal) {
  return el('div.panels', null, SHOWN.map((name, n) => {
    const values = weeks.map((/** @type {string} */ w) => stored.get(w)?.totals[name] ?? null);
    return el('figure.card', { dataset: { metric: name } },
      el('figcaption', null, el('h2', null, labelOf(name)), summary(name, values, account.currency)),
      chart({
        label: spoken(name, weeks, values, account.currency), height: 190,
        options: (c) => options({ name, weeks, stored, values, currency: account.currency, colour: c.series[n] }, c),
        onClick: (event) => choose(weeks[event.dataIndex]),
      }, signal));
  }));
}

/** The last four settled weeks against the four before them. @param {string} name @param {(number | null)[]} values @param {string} currency */
function summary(name, values, currency) {
  const told = /** @type {number[]} */ (values.slice(0, -1).filter((v) => v !== null));
  if (told.length < 8) return el('p.fine', null, METRICS[name].what);
  const mean = (/** @type {number[]} */ list) => list.reduce((a, b) => a + b, 0) / list.length;
  const [now, then] = [mean(told.slice(-4)), mean(told.slice(-8, -4))];
  const good = verdict(name, now - then);
  return el('p.change', { class: good }, `Mean of the last 4 ended weeks ${show(name, now, currency)} `,
    then > 0 && el('strong', null, `${now >= then ? '▲' : '▼'} ${format.signedPercent(now / then - 1)}`), good !== 'neither' && el('em', null, good === 'good' ? ' better' : ' worse'));
}

/** @param {string} name @param {string[]} weeks @param {(number | null)[]} values @param {string} currency */
function spoken(name, weeks, values, currency) {
  const told = values.map((v, n) => /** @type {[string, number | null]} */ ([weeks[n], v])).filter(([, v]) => v !== null);
  if (told.length === 0) return `${labelOf(name)}: no week has it`;
  const by = (/** @type {number} */ sign) => told.reduce((a, b) => (sign * Number(b[1]) > sign * Number(a[1]) ? b : a));
  const say = (/** @type {[string, any]} */ [week, value]) => `${show(name, value, currency)} in ${week}`;
  return `${labelOf(name)} over ${weeks.length} weeks, ${told.length} of them stored: lowest ${say(by(-1))}, highest ${say(by(1))}, last ${say(/** @type {any} */ (told.at(-1)))}. The table below has every week.`;
}

/** @param {any} what @param {any} c */
function options({ name, weeks, stored, values, currency, colour }, c) {
  const final = weeks.map((/** @type {string} */ w) => stored.get(w)?.maturity === 'final');
  // A line between a final and an unsettled point is dashed, so the last final point begins the dashed part.
  const settled = values.map((/** @type {any} */ v, /** @type {number} */ n) => (final[n] ? v : null));
  const moving = values.map((/** @type {any} */ v, /** @type {number} */ n) => (!final[n] || (n + 1 < weeks.length && !final[n + 1] && values[n + 1] !== null) ? v : null));
  const money = METRICS[name].kind === 'money';
  const line = { type: 'line', connectNulls: false, symbol: 'circle', showAllSymbol: true, symbolSize: weeks.length > 60 ? 3 : 5, lineStyle: { width: 2, color: colour }, emphasis: { scale: 1.6 } };
  return {
    tooltip: {
      renderMode: 'richText', confine: true, trigger: 'axis', backgroundColor: c.surface, borderColor: c.line, textStyle: { color: c.ink, fontSize: 12 },
      formatter: ([point]) => {
        const week = stored.get(weeks[point.dataIndex]);
        return `${weeks[point.dataIndex]}\n${!week ? 'not stored' : `${week.totals[name] === undefined ? 'not available' : show(name, week.totals[name], currency)} (${week.maturity}, revision ${week.revision})`}`;
      },
    },
    xAxis: categoryAxis(c, weeks, { boundaryGap: false, axisLabel: { color: c.quiet, hideOverlap: true, interval: (/** @type {number} */ n) => n === 0 || monday(weeks[n]).getUTCMonth() !== monday(weeks[n - 1]).getUTCMonth(), formatter: (/** @type {string} */ w) => format.month(monday(w)) } }),
    yAxis: valueAxis(c, { min: 0, axisLabel: { color: c.quiet, formatter: (/** @type {number} */ v) => (money ? shortly(name, v, currency) : format.short(v)) } }),
    series: [
      { ...line, name: 'Final', data: settled, itemStyle: { color: colour } },
      { ...line, name: 'Settling or open', data: moving.map((/** @type {any} */ v, /** @type {number} */ n) => (final[n] && v !== null ? { value: v, symbol: 'none' } : v)), lineStyle: { width: 2, color: colour, type: 'dashed' }, itemStyle: { color: c.surface, borderColor: colour, borderWidth: 2 }, symbolSize: 7 },
    ],
  };
}
