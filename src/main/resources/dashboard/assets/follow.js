// @ts-check
import { Problem, get } from './api.js';

const OVER = ['done', 'failed', 'cancelled'];

/**
 * Follows an operation by server-sent events until it is over. A stream that breaks off is opened again by the
 * browser; before that the operation is asked for once, since it may be over, and so may the session.
 *
 * @param {any} operation as it was answered
 * @param {(operation: any) => void} onChange told of the first state too
 * @param {AbortSignal} signal ends the following, not the operation
 * @returns {Promise<any>} the operation when it is over
 */
export function follow(operation, onChange, signal) {
  return new Promise((resolve, reject) => {
    const path = `/operations/${operation.id}`;
    const stream = new EventSource(path);
    const end = () => { stream.close(); signal.removeEventListener('abort', left); };
    const left = () => { end(); reject(new DOMException('Left', 'AbortError')); };
    /** @param {any} now */
    const take = (now) => {
      if (signal.aborted) return;
      onChange(now);
      if (OVER.includes(now.state)) { end(); resolve(now); }
    };
    signal.addEventListener('abort', left);
    stream.onmessage = (event) => take(JSON.parse(event.data));
    stream.onerror = () => get(path, signal).then(take).catch((fault) => {
      if (fault instanceof Problem && fault.status === 0) return; // Out of reach: the stream goes on trying.
      end();
      reject(fault);
    });
    if (signal.aborted) left();
    else onChange(operation);
  });
}
