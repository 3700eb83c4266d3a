// @ts-check
import { el, fill } from './el.js';
import * as format from './format.js';
import { say } from './say.js';

/**
 * A bar with words for work that goes on. It is heard at the beginning, at every quarter and at the end.
 * @param {string} label what is being done
 */
export function progress(label) {
  const bar = el('progress', { max: 100, 'aria-label': label });
  const words = el('p.progress-words');
  let quarter = -1;
  const node = el('div.progress', null, el('div.progress-top', null, el('strong', null, label), words), bar);
  return {
    node,
    /** @param {{percent: number, state?: string, current?: string, eta?: string}} now */
    tell(now) {
      const waiting = now.state === 'queued';
      // Without a value the bar runs to and fro: something goes on, and how much of it is done is not known.
      if (now.percent > 0) bar.value = now.percent; else bar.removeAttribute('value');
      const parts = [waiting ? 'Waiting for its turn' : `${now.percent} %`, waiting ? '' : now.current, now.eta ? `done ${format.ahead(now.eta)}` : ''];
      fill(words, parts.filter(Boolean).join(' · '));
      const at = Math.floor(now.percent / 25);
      if (at !== quarter) say(`${label}: ${words.textContent}`);
      quarter = at;
    },
  };
}
