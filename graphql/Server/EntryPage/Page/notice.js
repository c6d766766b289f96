// What the page says at the top: that the session has ended, that a role is missing, that the server does not answer.

import { make } from './make.js';
import { Trouble } from './graph.js';

const element = document.getElementById('notice');

/** Says something, with a button where there is something to do about it. */
export function say(text, { detail, button, act } = {}) {
  const children = [make('p', {}, make('strong', {}, text))];
  if (detail) {
    children.push(make('p', { className: 'detail', lang: 'en', dir: 'ltr' }, detail));
  }

  if (button) {
    const action = make('button', { type: 'button', className: 'main' }, button);
    action.addEventListener('click', act);
    children.push(make('p', { className: 'actions' }, action));
  }

  element.replaceChildren(...children);
  element.hidden = false;
}

export function hush() {
  element.hidden = true;
  element.replaceChildren();
}

/** The words for a trouble, in the page's language. */
export const wordsFor = (error, t, role) => (error instanceof Trouble ? t(`trouble-${error.kind}`, { role }) : t('trouble-failed'));

/** What the server itself said of a trouble, in English: only where the page's own words leave something open. */
export const detailOf = (error) => (error instanceof Trouble && !['failed', 'too-large'].includes(error.kind) ? '' : error.message);
