// @ts-check
import { Problem, whenSignedOut } from './api.js';
import { el, fill } from './el.js';
import { frame } from './frame.js';
import { isAway, look, whenOutOfReach } from './reach.js';
import { settle } from './route.js';
import { current, forget, myAccounts, resume, signOut } from './session.js';
import { showSignIn } from './signin.js';
import { stage } from './stage.js';
import { problemPanel } from './states.js';
import { applyTheme } from './theme.js';

const place = /** @type {HTMLElement} */ (document.getElementById('frame'));
/** What is shown to whoever is signed in. @type {ReturnType<typeof stage> | undefined} */
let on;
/** Whether it is not even known who is signed in, since the service gives no answer. */
let stuck = false;

async function enter() {
  stuck = false;
  try {
    await resume();
    await begin();
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 401) return showSignIn(place, undefined, begin);
    stuck = isAway(fault);
    fill(place, el('main', { id: 'main' }, el('h1.unseen', null, 'Weekline'), problemPanel(fault, { again: enter })));
  }
}

async function begin() {
  await myAccounts();
  on = stage(frame(place, leave));
  await on.show();
}

/** Back to the door. The address stays, so that signing in leads to where one was. @param {string} [why] */
function toDoor(why) {
  on?.leave();
  on = undefined;
  document.querySelectorAll('dialog').forEach((box) => box.close());
  forget();
  document.title = 'Sign in · Weekline';
  showSignIn(place, why, begin);
}

async function leave() {
  const over = await signOut();
  toDoor(over ? undefined : 'The service gave no answer, so there the session goes on until it ends by itself. Sign in and out again to end it now.');
  settle({});
}

applyTheme();
whenSignedOut(() => {
  if (current()) toDoor('Your session has ended. Sign in again and you are back where you were.');
});
whenOutOfReach({
  lost: (away) => on?.trouble.away(away, look),
  found() {
    if (stuck) enter();
    on?.trouble.well();
    on?.show('Weekline is there again');
  },
});
addEventListener('hashchange', () => on?.goOn());
document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault(); // The part of the address behind # says where one is.
  document.getElementById('main')?.focus();
});
enter();
