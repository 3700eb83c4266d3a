// @ts-check

let turn = 0;

/**
 * Tells people who listen to the page what has changed. Saying the same twice is heard twice.
 * @param {string} words
 */
export function say(words) {
  const place = document.getElementById('said');
  if (place) place.textContent = words + (turn++ % 2 ? '\u00a0' : '');
}
