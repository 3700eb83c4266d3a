// @ts-check
import * as format from '../format.js';

/** How much of some weeks is there. @param {any[]} weeks */
export const shareOf = (weeks) => format.percent(weeks.filter((w) => w.state === 'stored' || w.state === 'stale').length / Math.max(1, weeks.length), 0);
