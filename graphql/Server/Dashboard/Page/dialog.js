// The query behind a figure: its document and variables, to be read, copied and opened in Banana Cake Pop.

import { hasExplorer } from './explorer.js';
import { make } from './make.js';
import { addressOf, graph } from './queries.js';

/** Shows a saved query with the variables that a figure asked it with. */
export function showQuery(dialog, { name, document, variables, t }) {
  const values = JSON.stringify(variables, null, 2);
  const said = make('p', { className: 'said', role: 'status' });
  const close = make('button', { type: 'button', className: 'quiet' }, t('close'));
  close.addEventListener('click', () => dialog.close());
  const copied = (label, text) => {
    const button = make('button', { type: 'button' }, label);
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = t('copied');
      } catch {
        said.textContent = t('not-copied');
      }
    });
    return button;
  };
  const address = new URL(addressOf(name, variables), location.href).href;
  dialog.replaceChildren(
    make('div', { className: 'dialog-head' }, make('h2', { id: 'query-title' }, t('query-of', { name })), close),
    make('p', {}, t('query-how')),
    make('pre', { dir: 'ltr', lang: 'en', tabIndex: 0, role: 'region', 'aria-label': t('document-label') }, make('code', {}, document.trim())),
    make('h3', {}, t('variables')),
    make('pre', { dir: 'ltr', lang: 'en', tabIndex: 0, role: 'region', 'aria-label': t('variables') }, make('code', {}, values)),
    make('div', { className: 'dialog-actions' },
      copied(t('copy-query'), document),
      copied(t('copy-variables'), values),
      make('a', { href: `${graph}/?${new URLSearchParams({ saved: name, variables: JSON.stringify(variables) })}`, target: '_blank', rel: 'noopener', className: 'button', hidden: true }, t('open-explorer'))),
    make('p', { className: 'note button-note', hidden: true }, t('explorer-how')),
    said,
    make('p', { className: 'address' }, t('address'), ' ', make('a', { href: address, dir: 'ltr' }, make('code', {}, decodeURIComponent(address)))));
  dialog.showModal();
  hasExplorer().then((has) => { dialog.querySelectorAll('.button, .button-note').forEach((link) => { link.hidden = !has; }); });
}
