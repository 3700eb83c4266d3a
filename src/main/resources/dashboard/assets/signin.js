// @ts-check
import { Problem } from './api.js';
import { el, fill, icon } from './el.js';
import * as format from './format.js';
import { signIn } from './session.js';
import { themeSwitch } from './theme.js';

/**
 * The form to sign in with a key. The address stays as it is, so that one comes to where one was going.
 * @param {Element} frame @param {string | undefined} why a sentence on why one is here again
 * @param {() => void} onEntry
 */
export function showSignIn(frame, why, onEntry) {
  const key = el('input', { id: 'key', name: 'key', type: 'password', autocomplete: 'current-password', autocapitalize: 'off', spellcheck: 'false', required: true, 'aria-describedby': 'key-hint key-fault' });
  const fault = el('p.fault', { id: 'key-fault', role: 'alert' });
  const button = el('button.main', { type: 'submit' }, 'Sign in');
  const enter = async (/** @type {Event} */ event) => {
    event.preventDefault();
    button.disabled = true;
    fill(fault);
    try {
      await signIn(key.value.trim());
      onEntry();
    } catch (problem) {
      fill(fault, meaning(problem));
      key.setAttribute('aria-invalid', 'true');
      key.focus();
      key.select();
    } finally {
      button.disabled = false;
    }
  };
  fill(frame, el('main.door', { id: 'main', tabindex: -1 },
    el('div.door-top', null, el('p.brand', null, el('img', { src: '/assets/icon.svg', alt: '', width: 28, height: 28 }), 'Weekline'), themeSwitch()),
    el('form.card', { onsubmit: enter },
      el('h1', null, 'Sign in'),
      why && el('p.notice.warn', { role: 'status' }, why),
      el('label', { for: 'key' }, 'Key'),
      // Password managers want a name to file the key under.
      el('input', { type: 'text', name: 'username', value: 'weekline', autocomplete: 'username', hidden: true }),
      key,
      el('p.hint', { id: 'key-hint' }, 'It begins with wl_; the first one was printed when the service was started for the first time.'),
      fault, button),
    el('p.fine', null, el('a', { href: '/docs' }, 'Documentation of the API', icon('right')))));
  key.focus();
}

/** @param {any} problem */
function meaning(problem) {
  if (!(problem instanceof Problem)) return 'The page ran into a fault of its own.';
  if (problem.status === 401) return 'This key is not known: it may be mistyped, expired or revoked.';
  if (problem.status === 429) return `Too many tries. Wait ${problem.retryAfter ? format.lasting(problem.retryAfter) : 'a while'} and try again.`;
  return problem.message;
}
