// @ts-check

/** The reader's locale, for numbers, money and dates. */
const locale = navigator.languages?.[0] ?? navigator.language;

/** Making a formatter is slow and tables want thousands, so each is made once. @type {Map<string, any>} */
const made = new Map();

/** @param {Intl.NumberFormatOptions} options @returns {Intl.NumberFormat} */
function numbers(options) {
  const name = JSON.stringify(options);
  if (!made.has(name)) made.set(name, new Intl.NumberFormat(locale, options));
  return made.get(name);
}

/** @param {Intl.DateTimeFormatOptions} options @returns {Intl.DateTimeFormat} */
function dates(options) {
  const name = `d${JSON.stringify(options)}`;
  if (!made.has(name)) made.set(name, new Intl.DateTimeFormat(locale, options));
  return made.get(name);
}

/** @param {number} value @param {string} currency */
export const money = (value, currency) => numbers({ style: 'currency', currency }).format(value);
/** Money where there is little room. @param {number} value @param {string} currency */
export const shortMoney = (value, currency) => numbers({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 }).format(value);
/** @param {number} value @param {number} [digits] decimals at most */
export const count = (value, digits = 0) => numbers({ maximumFractionDigits: digits }).format(value);
/** @param {number} value */
export const short = (value) => numbers({ notation: 'compact', maximumFractionDigits: 1 }).format(value);
/** A number with exactly so many decimals. @param {number} value @param {number} digits */
export const exact = (value, digits) => numbers({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
/** A ratio in percent. @param {number} ratio @param {number} [digits] */
export const percent = (ratio, digits = 1) => numbers({ style: 'percent', maximumFractionDigits: digits }).format(ratio);
/** A ratio in percent with its sign. @param {number} ratio */
export const signedPercent = (ratio) => numbers({ style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(ratio);
/** @param {number} value @param {string} text how the value reads without a sign */
export const signed = (value, text) => (value > 0 ? `+${text}` : value < 0 ? `-${text}` : text);

/** A moment with its zone. @param {string | number} moment @param {string} [zone] the reader's own where it is left out */
export const moment = (moment, zone) => dates({ timeZone: zone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(new Date(moment));
/** The same where the day is plain from what stands around it. @param {string | number} moment @param {string} [zone] */
export const clock = (moment, zone) => dates({ timeZone: zone, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }).format(new Date(moment));
/** @param {string} day such as `2025-09-22` */
export const date = (day) => dates({ timeZone: 'UTC', day: 'numeric', month: 'short' }).format(new Date(`${day}T00:00:00Z`));
/** @param {string} day */
export const longDate = (day) => dates({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));
/** @param {string} day */
export const weekday = (day) => dates({ timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(`${day}T00:00:00Z`));
/** @param {Date} first @param {Date} last */
export const dateRange = (first, last) => dates({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).formatRange(first, last);
/** @param {Date} date */
export const month = (date) => dates({ timeZone: 'UTC', month: 'short' }).format(date);

/** How long, in words. @param {number} seconds */
export function lasting(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.round(s / 60)} min`;
  if (s < 172_800) return `${count(s / 3600, s < 36_000 ? 1 : 0)} h`;
  return `${Math.round(s / 86_400)} days`;
}

/** @param {string | number} then */
export function ago(then) {
  const seconds = (Date.now() - new Date(then).getTime()) / 1000;
  return seconds < 5 ? 'just now' : `${lasting(seconds)} ago`;
}

/** When something is expected, from now. @param {string | number} then */
export function ahead(then) {
  const seconds = (new Date(then).getTime() - Date.now()) / 1000;
  return seconds < 5 ? 'any moment' : `in about ${lasting(seconds)}`;
}

/** Milliseconds of a measurement. @param {number | undefined} ms */
export const took = (ms) => (ms === undefined ? 'not known' : ms < 1000 ? `${count(ms)} ms` : `${count(ms / 1000, 1)} s`);
