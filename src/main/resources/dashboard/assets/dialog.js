// @ts-check
import { el, icon, unseen } from './el.js';

let number = 0;

/**
 * A dialog over the page. It gives the focus back to where it was, and is gone from the page when it is shut.
 * @param {string} title @param {...any} content
 * @returns {HTMLDialogElement}
 */
export function dialog(title, ...content) {
  const id = `dialog-${++number}`;
  const box = el('dialog', { 'aria-labelledby': id },
    el('header', null, el('h2', { id }, title),
      el('button.bare', { type: 'button', onclick: () => box.close() }, icon('close'), unseen('Close'))),
    content);
  const before = /** @type {HTMLElement | null} */ (document.activeElement);
  box.addEventListener('close', () => { box.remove(); if (before?.isConnected) before.focus(); });
  box.addEventListener('click', (/** @type {MouseEvent} */ e) => { if (e.target === box) box.close(); });
  document.body.append(box);
  box.showModal();
  /** @type {HTMLElement | null} */ (box.querySelector(':scope > :not(header) :is(input, select, button)'))?.focus();
  addEventListener('hashchange', () => box.close(), { once: true });
  return box;
}

/**
 * Asks before something is done that cannot be undone.
 * @param {string} title @param {string} text @param {string} yes what the button says
 * @returns {Promise<boolean>}
 */
export function sure(title, text, yes) {
  return new Promise((resolve) => {
    let said = false;
    const box = dialog(title, el('p', null, text), el('div.actions', null,
      el('button.danger', { type: 'button', onclick: () => { said = true; box.close(); } }, yes),
      el('button', { type: 'button', onclick: () => box.close() }, 'Leave it')));
    box.addEventListener('close', () => resolve(said));
  });
}
