// @ts-check

const PATIENCE = [1000, 1500, 2000, 3000, 5000, 8000]; // Milliseconds between looks; the last is repeated.
const LOOKS = 40;

/** The course that an answer took, as its `Cache-Status` names it: `fresh`, `refreshing` and so on. @param {Response} answer */
export const course = (answer) => answer.headers.get('Cache-Status')?.match(/detail=[a-z]+-([a-z]+)/)?.[1] ?? 'fresh';

/**
 * Waits until a stale answer, refreshed behind it, has turned into another one. Looking costs nothing: an answer that is
 * still the same is a 304 from memory.
 *
 * @param {Response} answer @param {() => Promise<Response>} look @param {AbortSignal} signal
 * @returns {Promise<boolean>} whether there is something new
 */
export async function turnsFresh(answer, look, signal) {
  if (course(answer) !== 'refreshing') return false;
  for (let n = 0; n < LOOKS && !signal.aborted; n++) {
    await new Promise((resolve) => setTimeout(resolve, PATIENCE[Math.min(n, PATIENCE.length - 1)]));
    if (signal.aborted) return false;
    const now = await look().catch(() => undefined);
    if (now?.status === 200) return true;
  }
  return false;
}
