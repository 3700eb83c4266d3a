// @ts-check
import { get } from './api.js';
import { isAway } from './reach.js';

const OVER = ['done', 'failed', 'cancelled'];
const PAUSE = 2000; // Milliseconds before a stream is opened that the browser has given up.

/**
 * Follows an operation by server-sent events until it is over. A stream that breaks off is opened again, by the browser
 * or here; before that the operation is asked for once, since it may be over, and so may the session.
 *
 * @param {any} operation as it was answered
 * @param {(operation: any) => void} onChange told of the first state too
 * @param {AbortSignal} signal ends the following, not the operation
 * @returns {Promise<any>} the operation when it is over
 */
export function follow(operation, onChange, signal) {
  return new Promise((resolve, reject) => {
    const path = `/operations/${operation.id}`;
    /** @type {EventSource} */
    let stream;
    let timer = 0;
    let over = false;
    const end = () => { over = true; stream.close(); clearTimeout(timer); signal.removeEventListener('abort', left); };
    const left = () => { end(); reject(new DOMException('Left', 'AbortError')); };
    /** @param {any} now */
    const take = (now) => {
      if (over) return;
      onChange(now);
      if (OVER.includes(now.state)) { end(); resolve(now); }
      else reopen();
    };
    const reopen = () => { if (!over && stream.readyState === EventSource.CLOSED) timer = setTimeout(open, PAUSE); };
    const lost = () => get(path, signal).then(take).catch((fault) => {
      if (over) return;
      if (isAway(fault)) return reopen();
      end();
      reject(fault);
    });
    const open = () => {
      stream = new EventSource(path);
      stream.onmessage = (event) => take(JSON.parse(event.data));
      stream.onerror = lost;
    };
    signal.addEventListener('abort', left);
    open();
    if (signal.aborted) left();
    else onChange(operation);
  });
}
