// @ts-check

const DAY = 86_400_000;

/** The Monday of an ISO week, as a date at midnight UTC. @param {string} week such as `2025-W39` */
export function monday(week) {
  const [year, number] = week.split('-W').map(Number);
  const fourth = Date.UTC(year, 0, 4); // The 4th of January is always in week 1.
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return new Date(fourth + ((number - 1) * 7 - weekday) * DAY);
}

/** The ISO week that a date is in. @param {Date} date whose UTC day counts */
export function weekOf(date) {
  const weekday = (date.getUTCDay() + 6) % 7;
  const thursday = new Date(date.getTime() + (3 - weekday) * DAY); // The year of a week is that of its Thursday.
  const year = thursday.getUTCFullYear();
  const number = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / (7 * DAY));
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** @param {string} week @param {number} by how many weeks later; earlier where it is below zero */
export const later = (week, by) => weekOf(new Date(monday(week).getTime() + by * 7 * DAY));

/** The week that is running where clocks show the time of a zone. @param {string} [zone] */
export function running(zone) {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date());
  return weekOf(new Date(`${parts}T00:00:00Z`));
}

/** All weeks from one to another, both counted. @param {string} from @param {string} to */
export function span(from, to) {
  const weeks = [];
  for (let week = from; week <= to; week = later(week, 1)) weeks.push(week);
  return weeks;
}

/** @param {string | undefined} text */
export const isWeek = (text) => /^\d{4}-W\d{2}$/.test(text ?? '') && weekOf(monday(/** @type {string} */ (text))) === text;

/** A day some days later. @param {string} day such as `2025-09-22` @param {number} by */
export const dayLater = (day, by) => new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY).toISOString().slice(0, 10);
