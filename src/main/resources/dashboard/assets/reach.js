// @ts-check

const PAUSES = [1000, 2000, 4000, 8000]; // Milliseconds between two looks; the last is repeated.
const DEADLINE = 5000; // Milliseconds that a look may take.

/** @typedef {{why: string, since: number}} Away what keeps the service from answering, and since when */

/** @type {Away | undefined} */
let away;
let looks = 0;
let timer = 0;

/** @type {{lost: (away: Away) => void, found: () => void}} */
let listener = { lost() {}, found() {} };

/** Who wants to know that the service is out of reach, and that it is there again. @param {typeof listener} who */
export function whenOutOfReach(who) {
  listener = who;
}

/**
 * Whether a fault says that no question is answered for the moment: no network, no service, or one whose database is
 * away. Other faults are of one question.
 * @param {any} fault
 */
export const isAway = (fault) => fault.kind === 'unreachable' || (fault.kind === 'internal' && [502, 503, 504].includes(fault.status));

/** Whether a fault may be gone the next moment, so that what was known before is worth showing still. @param {any} fault */
export const isOfTheMoment = (fault) => fault.kind !== undefined && (fault.status === 0 || fault.status === 429 || fault.status >= 500);

export const isOutOfReach = () => away !== undefined;

/** A question was not answered. From now on it is looked whether the service is there again. @param {any} fault */
export function missed(fault) {
  if (!isAway(fault) || away) return;
  away = { why: fault.message, since: Date.now() };
  looks = 0;
  listener.lost(away);
  wait();
}

/** Looks at once, whoever asks for that. */
export async function look() {
  clearTimeout(timer);
  const answer = await fetch('/health/readiness', { cache: 'no-store', signal: AbortSignal.timeout(DEADLINE) }).catch(() => undefined);
  if (!away) return;
  if (!answer?.ok) return wait();
  away = undefined;
  clearTimeout(timer);
  listener.found();
}

/** A page that nobody looks at asks for nothing. */
function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => !document.hidden && look(), PAUSES[Math.min(looks++, PAUSES.length - 1)]);
}

addEventListener('online', () => away && look());
document.addEventListener('visibilitychange', () => away && !document.hidden && look());
