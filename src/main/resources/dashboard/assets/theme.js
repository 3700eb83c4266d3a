// @ts-check
import { el, fill, icon, unseen } from './el.js';

/** Light, dark or as the system has it. A taste, no secret: this is the one thing that the page keeps in storage. */
const CHOICES = /** @type {const} */ (['system', 'light', 'dark']);
const ICONS = /** @type {const} */ ({ system: 'half', light: 'sun', dark: 'moon' });

function chosen() {
  try {
    const kept = localStorage.getItem('weekline.theme');
    return CHOICES.find((c) => c === kept) ?? 'system';
  } catch {
    return 'system'; // Storage may be shut off; the page works without.
  }
}

/** @param {string} choice */
function keep(choice) {
  try {
    localStorage.setItem('weekline.theme', choice);
  } catch { /* As above. */ }
}

/** Applies what was chosen before, as early as can be. */
export function applyTheme() {
  const choice = chosen();
  if (choice === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  dispatchEvent(new Event('themechange'));
}

/** The button that goes through the choices. */
export function themeSwitch() {
  const button = el('button.bare', { type: 'button', id: 'theme' });
  const name = () => {
    fill(button, icon(ICONS[chosen()]), unseen(`Colours: ${chosen()}. Change`));
    button.title = `Colours: ${chosen()}`;
  };
  button.addEventListener('click', () => {
    keep(CHOICES[(CHOICES.indexOf(chosen()) + 1) % CHOICES.length]);
    applyTheme();
    name();
  });
  name();
  return button;
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));
