// Two dialogs: the queries behind a figure, to be read, copied and opened in Banana Cake Pop; and how a figure is put into another page.

import { hasExplorer } from './explorer.js';
import { make } from './make.js';
import { addressOf, graph } from './queries.js';

function open(dialog, title, t, ...content) {
  const close = make('button', { type: 'button', className: 'quiet' }, t('close'));
  close.addEventListener('click', () => dialog.close());
  dialog.replaceChildren(make('div', { className: 'dialog-head' }, make('h2', { id: 'query-title' }, title), close), ...content);
  dialog.showModal();
}

function copier(t, said) {
  return (label, text) => {
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
}

const code = (label, text) => make('pre', { dir: 'ltr', lang: 'en', tabIndex: 0, role: 'region', 'aria-label': label }, make('code', {}, text));

/** Shows the saved queries that a figure asked, with their variables. */
export function showQueries(dialog, asked, t) {
  const said = make('p', { className: 'said', role: 'status' });
  const copied = copier(t, said);
  open(dialog, t('query-of', { name: [...new Set(asked.map(({ name }) => name))].join(', ') }), t,
    make('p', {}, t('query-how')),
    ...asked.flatMap(({ name, label, variables, all, saved: { document: text } }, index) => {
      const values = JSON.stringify(all, null, 2);
      const address = new URL(addressOf(name, variables), location.href).href;
      const isFirst = asked.findIndex((other) => other.name === name) === index;
      return [
        label && make('h3', {}, `${label} · ${name}`),
        isFirst && code(t('document-label'), text.trim()),
        make('h3', {}, t('variables')),
        code(`${t('variables')} ${label ?? ''} ${label ? name : ''}`.trim(), values),
        make('div', { className: 'dialog-actions' },
          copied(t('copy-query'), text),
          copied(t('copy-variables'), values),
          make('a', { href: `${graph}/?${new URLSearchParams({ saved: name, variables: JSON.stringify(all) })}`, target: '_blank', rel: 'noopener', className: 'button', hidden: true }, t('open-explorer'))),
        make('p', { className: 'address' }, t('address'), ' ', make('a', { href: address, dir: 'ltr' }, make('code', {}, decodeURIComponent(address)))),
      ].filter(Boolean);
    }),
    make('p', { className: 'note button-note', hidden: true }, t('explorer-how')),
    said);
  hasExplorer().then((has) => { dialog.querySelectorAll('.button, .button-note').forEach((link) => { link.hidden = !has; }); });
}

/** Shows what to write into another page so that a figure stands there. */
export function showEmbed(dialog, { title, address, height, canFrame, t }) {
  const said = make('p', { className: 'said', role: 'status' });
  const quoted = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const element = `<iframe src="${quoted(address)}" title="${quoted(title)}" width="100%" height="${height}" style="border:0" loading="lazy"></iframe>`;
  open(dialog, t('embed-of', { title }), t,
    make('p', {}, t(canFrame ? 'embed-how' : 'embed-off')),
    code(t('embed-code'), element),
    make('div', { className: 'dialog-actions' }, copier(t, said)(t('copy-embed'), element), make('a', { href: address, className: 'button', target: '_blank', rel: 'noopener' }, t('open-alone'))),
    said);
}
