// @ts-check

/** Why something is absent, in a sentence. More reasons may follow; those are shown as they are. @type {Record<string, string>} */
const ABSENT = {
  'below-500-impressions': 'Meta ranks only ads with 500 impressions or more',
  'beyond-13-months': 'Meta leaves it out of rows more than 13 months back',
  'breakdown-not-offered': 'Meta answers this breakdown with no rows for this account',
  'removed-by-meta': 'Meta no longer tells it, or refuses it here',
  'split-by-day': 'the week was too large for Meta and was asked day by day; what counts people does not add up',
  'not-returned': 'Meta was asked and left it out',
  'zero-denominator': 'it would divide by zero',
};

/** @param {string | undefined} reason */
export const whyAbsent = (reason) => (reason ? (ABSENT[reason] ?? reason.replaceAll('-', ' ')) : 'Meta gave no figure');

/** Why a section is not there, and what that means. @type {Record<string, string>} */
const LACKING = {
  'quota-exhausted': 'What may be asked of Meta was spent for the moment.',
  'upstream-unavailable': 'Meta gave no answer.',
  'upstream-too-large': 'Meta says that this is too much data, even day by day.',
  'upstream-refused': 'Meta refused the question.',
  'upstream-malformed': 'Meta answered with something that makes no sense.',
  'account-blocked': 'Meta refuses this account or its token.',
  'beyond-retention': 'Meta no longer tells this week.',
  'not-asked': 'A backfill filled in other sections only; this one was not asked for.',
  unmoved: 'Nothing had moved in the cheap sections, so it was not asked for again.',
};

/** @param {string | undefined} reason */
export const whyLacking = (reason) => (reason ? (LACKING[reason] ?? `${reason.replaceAll('-', ' ')}.`) : 'No reason was told.');

/** What the sections are called. @type {Record<string, string>} */
export const SECTIONS = {
  campaigns: 'Campaigns', placements: 'Placements', demographics: 'Age and gender', relevance: 'Ad relevance', daily: 'Day by day',
};

/** Words of Meta's written for machines: `instagram_reels`, `OUTCOME_SALES`, `BELOW_AVERAGE_35`. @param {string} word */
export function plain(word) {
  const spaced = word.replace(/^OUTCOME_/, '').replaceAll('_', ' ').toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What each state of a week is called, the letter that stands for it, and what it means. @type {Record<string, [string, string, string]>} */
export const STATES = {
  stored: ['Stored', '', 'there, and as fresh as it should be'],
  stale: ['Stale', '~', 'there, and due to be fetched anew'],
  queued: ['Queued', 'q', 'waits for its turn'],
  running: ['Running', 'r', 'is being fetched'],
  failed: ['Failed', '!', 'could not be had'],
  missing: ['Missing', '\u00b7', 'nothing is stored'],
  'beyond-retention': ['Beyond retention', '\u00d7', 'Meta no longer tells it'],
};

/** Why Meta was asked. @type {Record<string, string>} */
export const CAUSES = {
  missing: 'Somebody asked', stale: 'Behind an answer', refresh: 'Asked anew', backfill: 'Backfill', upkeep: 'Upkeep', account: 'Account check', token: 'Token check',
};

/** What came of a run. @type {Record<string, string>} */
export const OUTCOMES = {
  running: 'Running', success: 'Success', partial: 'Partial', throttled: 'Throttled', failed: 'Failed', abandoned: 'Abandoned',
};

/** What it takes a key to do. @type {Record<string, string>} */
export const SCOPES = {
  read: 'read reports; missing weeks are fetched',
  refresh: 'have weeks fetched anew',
  operate: 'change accounts, targets and backfills',
  admin: 'make and revoke keys',
};

/** @param {number} n @param {string} one @param {string} [many] */
export const plural = (n, one, many = `${one}s`) => (n === 1 ? one : many);
