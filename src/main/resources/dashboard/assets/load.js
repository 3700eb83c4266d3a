// @ts-check
import { unreachable } from './api.js';
import { isOutOfReach } from './reach.js';

let lacking = false;

/**
 * Loads a part of the page. A browser that could not have a script once does not ask for it again, so then the page is
 * begun anew as soon as the service is in reach; the address says what is shown.
 *
 * @template T
 * @param {() => Promise<T>} part
 * @returns {Promise<T>}
 */
export function load(part) {
  if (lacking && !isOutOfReach()) {
    location.reload();
    return new Promise(() => {});
  }
  return part().catch((fault) => {
    lacking ||= fault.name === 'TypeError' && /module/i.test(fault.message);
    return unreachable(fault);
  });
}
