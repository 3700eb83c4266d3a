// @ts-check
import { categoryAxis, chart, valueAxis } from '../chart.js';
import * as format from '../format.js';
import { show, shortly } from '../metrics.js';
import { plain } from '../words.js';

/** The small chart of a section, where a picture says more than its rows. @param {any} report @param {string} name @param {AbortSignal} signal */
export function sectionChart(report, name, signal) {
  const rows = report.sections[name].rows ?? [];
  const currency = report.account.currency;
  const draw = { placements, demographics, daily }[name];
  return draw && rows.length > 1 ? chart(draw(rows, currency), signal) : undefined;
}

/** Spend of the places where most was spent. @param {any[]} rows @param {string} currency */
function placements(rows, currency) {
  const top = rows.slice(0, 8);
  const label = (/** @type {any} */ r) => `${plain(r.platformPosition.replace(`${r.publisherPlatform}_`, ''))} · ${plain(r.publisherPlatform)}`;
  return {
    label: `Spend of the top ${top.length} placements: ${top.map((r) => `${label(r)} ${show('spend', r.spend ?? 0, currency)}`).join(', ')}`,
    height: 40 + top.length * 28,
    options: (/** @type {any} */ c) => ({
      tooltip: tip(c, currency),
      grid: { left: 8, right: 28, top: 4, bottom: 8, containLabel: true },
      xAxis: valueAxis(c, { axisLabel: { color: c.quiet, formatter: (/** @type {number} */ v) => shortly('spend', v, currency) }, splitNumber: 2 }),
      yAxis: categoryAxis(c, top.map(label), { inverse: true, axisLabel: { color: c.quiet, width: 140, overflow: 'truncate' } }),
      series: [{ name: 'Spend', type: 'bar', data: top.map((r) => r.spend), barMaxWidth: 16, itemStyle: { borderRadius: [0, 3, 3, 0] } }],
    }),
  };
}

/** Spend by age, a bar for each gender. @param {any[]} rows @param {string} currency */
function demographics(rows, currency) {
  const ages = [...new Set(rows.map((r) => r.age))].sort();
  const genders = [...new Set(rows.map((r) => r.gender))].sort();
  const of = (/** @type {string} */ age, /** @type {string} */ gender) => rows.find((r) => r.age === age && r.gender === gender)?.spend;
  return {
    label: `Spend by age and gender. ${genders.map((g) => `${plain(g)}: ${ages.map((a) => `${a} ${of(a, g) === undefined ? 'not available' : show('spend', of(a, g), currency)}`).join(', ')}`).join('. ')}`,
    height: 260,
    options: (/** @type {any} */ c) => ({
      tooltip: tip(c, currency),
      legend: { top: 0, right: 0, textStyle: { color: c.quiet }, itemWidth: 10, itemHeight: 10 },
      grid: { left: 4, right: 8, top: 32, bottom: 4, containLabel: true },
      xAxis: categoryAxis(c, ages.map(plain)),
      yAxis: valueAxis(c, { axisLabel: { color: c.quiet, formatter: (/** @type {number} */ v) => shortly('spend', v, currency) } }),
      series: genders.map((g) => ({ name: plain(g), type: 'bar', barMaxWidth: 18, itemStyle: { borderRadius: [3, 3, 0, 0] }, data: ages.map((a) => of(a, g) ?? null) })),
    }),
  };
}

/** Spend day by day, and what it brought. @param {any[]} rows @param {string} currency */
function daily(rows, currency) {
  const days = [...rows].sort((a, b) => a.date.localeCompare(b.date));
  return {
    label: `Spend day by day: ${days.map((r) => `${format.weekday(r.date)} ${r.spend === undefined ? 'not available' : show('spend', r.spend, currency)}`).join(', ')}`,
    height: 240,
    options: (/** @type {any} */ c) => ({
      tooltip: tip(c, currency),
      xAxis: categoryAxis(c, days.map((r) => format.weekday(r.date))),
      yAxis: valueAxis(c, { axisLabel: { color: c.quiet, formatter: (/** @type {number} */ v) => shortly('spend', v, currency) } }),
      series: [{ name: 'Spend', type: 'bar', barMaxWidth: 36, itemStyle: { borderRadius: [3, 3, 0, 0] }, data: days.map((r) => r.spend ?? null) }],
    }),
  };
}

/** @param {any} c @param {string} currency */
const tip = (c, currency) => ({
  renderMode: 'richText', confine: true, trigger: 'axis', axisPointer: { type: 'shadow' }, backgroundColor: c.surface, borderColor: c.line, textStyle: { color: c.ink, fontSize: 12 },
  valueFormatter: (/** @type {any} */ v) => (v === null || v === undefined ? 'not available' : show('spend', v, currency)),
});
