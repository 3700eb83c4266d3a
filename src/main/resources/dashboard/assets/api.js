// @ts-check
import { missed } from './reach.js';

const DEADLINE = 60_000; // Milliseconds; longer than the service lets anybody wait.

/** An answer of the service that is an error, as a problem document tells it. */
export class Problem extends Error {
  /** @param {any} body @param {number} status @param {number | undefined} retryAfter seconds */
  constructor(body, status, retryAfter) {
    super(body.detail ?? `The service answered ${status}.`);
    this.kind = String(body.type ?? '').replace('/problems/', '') || 'internal';
    this.body = body;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** @type {() => void} */
let signedOut = () => {};

/** Who wants to know that the session is over. @param {() => void} listener */
export function whenSignedOut(listener) {
  signedOut = listener;
}

/**
 * Asks the service. The browser's cache is kept out of it, since a second reader may sign in on the same machine;
 * `max-stale` says so without being `no-cache`, for which a week would be fetched anew.
 *
 * @param {string} path
 * @param {{method?: string, body?: any, headers?: Record<string, string>, signal?: AbortSignal}} [how]
 * @returns {Promise<Response>}
 */
export async function ask(path, { method = 'GET', body, headers = {}, signal } = {}) {
  /** @type {Record<string, string>} */
  const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const deadline = AbortSignal.timeout(DEADLINE);
  const response = await fetch(path, {
    method, signal: signal ? AbortSignal.any([signal, deadline]) : deadline, cache: 'no-store', credentials: 'same-origin',
    headers: { Accept: 'application/json, application/problem+json', 'Cache-Control': 'max-stale', ...type, ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(unreachable);
  if (response.ok || response.status === 304) return response;
  const problem = await problemOf(response);
  if (response.status === 401 && path !== '/session') signedOut();
  missed(problem);
  throw problem;
}

/** What a browser says when nothing, or only half of it, arrives. @param {Error} fault @returns {never} */
export function unreachable(fault) {
  if (fault.name !== 'TypeError' && fault.name !== 'TimeoutError') throw fault;
  const problem = new Problem({ type: '/problems/unreachable', detail: 'The service gives no answer. Is it running, and are you online?' }, 0, undefined);
  missed(problem);
  throw problem;
}

/** @param {Response} response */
async function problemOf(response) {
  const body = await response.json().catch(() => ({}));
  const after = Number(response.headers.get('Retry-After'));
  return new Problem(body, response.status, Number.isFinite(after) && after > 0 ? after : undefined);
}

/** @param {string} path @param {AbortSignal} [signal] @returns {Promise<any>} */
export const get = async (path, signal) => (await ask(path, { signal })).json().catch(unreachable);

/** @param {string} method @param {string} path @param {any} [body] @returns {Promise<any>} */
export async function send(method, path, body) {
  const response = await ask(path, { method, body });
  return response.status === 204 ? undefined : response.json().catch(() => undefined);
}

/**
 * A path with its query; what is undefined or empty is left out.
 * @param {string} path @param {Record<string, any>} query
 */
export function at(path, query) {
  const words = new URLSearchParams(Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '').map(([k, v]) => [k, String(v)]));
  return words.size ? `${path}?${words}` : path;
}

/**
 * All items of a list, page by page.
 * @param {string} path @param {(items: any[]) => void} [onPage] @param {AbortSignal} [signal]
 */
export async function all(path, onPage = () => {}, signal) {
  const items = [];
  for (let next = path; next; ) {
    const page = await get(next, signal);
    items.push(...page.items);
    onPage(page.items);
    next = page.next;
  }
  return items;
}
