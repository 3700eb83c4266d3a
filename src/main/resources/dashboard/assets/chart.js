// @ts-check
import { el } from './el.js';

/** @type {Promise<any> | undefined} */
let library;

/** The chart library; it is large, so it is loaded when the first chart comes into view. */
function echarts() {
  library ??= new Promise((resolve, reject) => {
    const script = el('script', { src: '/assets/lib/echarts.min.js', onload: () => resolve(/** @type {any} */ (window).echarts), onerror: () => reject(new Error('The chart library could not be loaded')) });
    document.head.append(script);
  });
  library.catch(() => { library = undefined; });
  return library;
}

/** The colours of the page as they are now. */
export function colours() {
  const style = getComputedStyle(document.documentElement);
  const read = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: read('ink'), quiet: read('ink-quiet'), line: read('line'), surface: read('surface'), accent: read('accent'), series: [1, 2, 3, 4].map((n) => read(`series-${n}`)) };
}

/**
 * A chart that is drawn when it comes into view, follows the width of its place and the colours of the page.
 * What it shows is said by `label`; the figures themselves are in a table nearby, so it takes no focus.
 *
 * @param {{label: string, height: number, options: (c: any) => any, onClick?: (event: any) => void}} what
 * @param {AbortSignal} signal when the chart goes away
 */
export function chart({ label, height, options, onClick }, signal) {
  const place = el('div.chart', { role: 'img', 'aria-label': label, style: { height: `${height}px` } });
  /** @type {any} */
  let drawn;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const draw = () => drawn?.setOption({ animation: !still, animationDuration: 300, ...common(colours()), ...options(colours()) }, true);
  const seen = new IntersectionObserver(async ([entry]) => {
    if (!entry.isIntersecting || drawn) return;
    seen.disconnect();
    try {
      const charts = await echarts();
      if (signal.aborted) return;
      drawn = charts.init(place, null, { renderer: 'canvas' });
      draw();
      if (onClick) drawn.on('click', onClick);
    } catch {
      place.textContent = 'The chart could not be loaded; the figures are in the table.';
    }
  }, { rootMargin: '200px' });
  const size = new ResizeObserver(() => drawn?.resize());
  seen.observe(place);
  size.observe(place);
  addEventListener('themechange', draw, { signal });
  signal.addEventListener('abort', () => { seen.disconnect(); size.disconnect(); drawn?.dispose(); });
  return place;
}

/** What all charts look like. The tooltip is drawn on the canvas: one of HTML would carry inline styles, which are not let in. */
function common(/** @type {ReturnType<typeof colours>} */ c) {
  return {
    color: c.series, backgroundColor: 'transparent',
    textStyle: { color: c.quiet, fontFamily: 'system-ui, sans-serif', fontSize: 12 },
    tooltip: { renderMode: 'richText', confine: true, trigger: 'axis', backgroundColor: c.surface, borderColor: c.line, textStyle: { color: c.ink, fontSize: 12 } },
    grid: { left: 4, right: 8, top: 12, bottom: 8, containLabel: true },
  };
}

/** @param {ReturnType<typeof colours>} c @param {any} [more] */
export const valueAxis = (c, more) => ({ type: 'value', splitLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet }, splitNumber: 3, ...more });
/** @param {ReturnType<typeof colours>} c @param {any[]} data @param {any} [more] */
export const categoryAxis = (c, data, more) => ({ type: 'category', data, axisTick: { show: false }, axisLine: { lineStyle: { color: c.line } }, axisLabel: { color: c.quiet, hideOverlap: true }, ...more });
