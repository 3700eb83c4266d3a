// @ts-check
import { all, get, send } from './api.js';

/**
 * Who is signed in. The key is in a cookie that scripts cannot read; nothing of it is kept here or in any storage.
 * @typedef {{name: string, scopes: string[], accounts?: string[], expiresAt?: string}} Session
 */

/** @type {Session | undefined} */
let session;

/** @type {Promise<any[]> | undefined} */
let accounts;

/** Asks who is signed in; a problem with the status 401 means nobody is. */
export async function resume() {
  session = await get('/session');
  return /** @type {Session} */ (session);
}

/** @param {string} key */
export async function signIn(key) {
  await send('POST', '/session', { key });
  return resume();
}

/** Ends the session here, and tells whether it is over at the service too. */
export function signOut() {
  forget();
  return send('DELETE', '/session').then(() => true, (fault) => fault.status === 401);
}

/** Keeps nothing of the session that was. */
export function forget() {
  session = undefined;
  accounts = undefined;
}

export const current = () => session;

/** @param {string} scope */
export const may = (scope) => session?.scopes.includes(scope) ?? false;

/** Whether the key may register accounts, which takes one that sees all of them. */
export const registers = () => may('operate') && !Array.isArray(session?.accounts);

/** The accounts that the key sees, by slug; asked for once. @param {boolean} [anew] */
export function myAccounts(anew = false) {
  if (!accounts || anew) {
    accounts = all('/accounts?limit=1000');
    accounts.catch(() => { accounts = undefined; });
  }
  return accounts;
}

/**
 * An account by its id, with or without `act_`, or by its slug.
 * @param {any[]} items @param {string | undefined} name
 */
export const find = (items, name) => items.find((a) => a.slug === name || a.id === name || a.id === `act_${name}`);
