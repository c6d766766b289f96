// A figure on the page: heading, chart, table, and what can be done with it; and what it shows while it has nothing to show.

import { make } from './make.js';
import { addressOf } from './queries.js';
import { table } from './table.js';

// The files of a figure: first those for people, in the language of the page, then those for programs. Excel in French and in Arabic reads CSV with semicolons and decimal commas.
const files = [
  { name: 'csv', format: 'csv', wishes: (lang) => (lang === 'en' ? { lang } : { lang, delimiter: ';', decimal: ',' }) },
  { name: 'xlsx', format: 'xlsx', wishes: (lang) => ({ lang }) },
  { name: 'plain', format: 'csv', wishes: () => ({}) },
  { name: 'parquet', format: 'parquet', wishes: () => ({}) },
  { name: 'json', format: 'json', wishes: () => ({}) },
];

/** The frame of a figure, as high as it will be, before there is anything in it; the one that the server sent, where it sent one. */
export function frame({ id, isWide, height }) {
  const figure = document.getElementById(id) ?? make('figure', { id, className: isWide ? 'card wide-card' : 'card' });
  if (height) {
    figure.style.setProperty('--height', `${height}px`);
  }

  return figure;
}

/** A figure that is being asked for: what it shows stays until the answer is there. */
export function wait(figure, t) {
  figure.setAttribute('aria-busy', 'true');
  if (!figure.querySelector('.body')) {
    figure.replaceChildren(heading(figure, t), make('p', { className: 'state' }, t('loading')));
  }
}

/** A figure whose server asked for patience. */
export function postpone(figure, t, seconds) {
  figure.replaceChildren(heading(figure, t), make('p', { className: 'state', role: 'status' }, t('again-in', { seconds, n: seconds })));
}

/** A figure whose query failed: in words, with what the server said. */
export function fail(figure, error, t, retry) {
  figure.setAttribute('aria-busy', 'false');
  const again = make('button', { type: 'button', className: 'quiet' }, t('retry'));
  again.addEventListener('click', retry);
  figure.replaceChildren(heading(figure, t), make('div', { className: 'state failed', role: 'alert' },
    make('p', {}, t('failed'), ' ', t(error.kind ?? 'error-page')),
    make('p', { className: 'detail', dir: 'ltr', lang: 'en' }, error.message), again));
}

// A chart on a page of its own is what that page is about.
const isAlone = document.body.classList.contains('embed');

function heading(figure, t, source) {
  return make('figcaption', {},
    make(isAlone ? 'h1' : 'h3', {}, t(`figure-${figure.id}`)),
    make('p', {}, t(`about-${figure.id}`)),
    source && make('p', { className: `mark ${source.toLowerCase()}` }, t(`mark-${source}`)));
}

const tiles = (list) => make('dl', { className: 'tiles' }, ...list.map(({ id, label, value, detail }) =>
  make('div', { id: `tile-${id}` }, make('dt', {}, label), make('dd', {}, make('strong', {}, value), detail && make('span', {}, detail)))));

/** A figure with its answer: `asked` are the queries behind it, { name, variables, label, isReport, saved }; `on` is what its buttons do. */
export function show(figure, content, page, asked, on) {
  const { t, state, isFiltered } = page;
  const title = t(`figure-${figure.id}`);
  const notes = (content.note ?? []).filter(Boolean);
  const mark = content.isSynthetic ? 'COMPUTED' : content.source === 'OFFICIAL' ? null : content.source;
  const hasRows = content.rows.length > 0;
  const body = make('div', { className: 'body' });
  if (!hasRows) {
    body.append(make('p', { className: 'state' }, t(isFiltered ? 'empty' : 'empty-yet')));
  } else if (content.tiles) {
    body.append(tiles(content.tiles));
  } else {
    body.append(...parts(figure, content, page, on));
  }

  if (notes.length) {
    body.append(make('p', { className: 'note' }, notes.join(' ')));
  }

  if (content.credit) {
    body.append(credit(t));
  }

  const open = figure.querySelector('details.data')?.open;
  const unseen = () => make('span', { className: 'unseen' }, ` : ${title}`);
  const button = (text, act, more = {}) => {
    const element = make('button', { type: 'button', className: 'quiet', ...more }, t(text), unseen());
    element.addEventListener('click', act);
    return element;
  };
  const rows = hasRows && content.columns && !content.isMap && (content.isTable ? later(figure, content, page) : folded(figure, content, page, unseen(), open));
  const actions = make('div', { className: 'actions' },
    !content.isTable && rows,
    button('see-query', () => on.query(asked), { 'aria-haspopup': 'dialog' }),
    make('details', { className: 'download' },
      make('summary', {}, t('download'), unseen()),
      make('ul', {}, ...downloads(asked, page), ...(hasRows && content.draw ? ['png', 'svg'].map((format) => make('li', {}, button(`format-${format}`, () => on.picture(format), { className: 'plain' }))) : []))),
    on.embed && button('embed', on.embed, { 'aria-haspopup': 'dialog' }));
  figure.replaceChildren(...[heading(figure, t, mark), body, content.isTable && rows, actions].filter(Boolean));
  figure.setAttribute('aria-busy', 'false');
  figure.dataset.of = state.lang;
}

// Hundreds of rows that nobody sees yet are made when the figure is drawn, or when they are opened.
function later(figure, content, page) {
  const place = make('div');
  figure.unfold = () => {
    place.replaceWith(table(figure, content, page));
    delete figure.unfold;
  };
  return place;
}

function folded(figure, content, page, title, open) {
  const details = make('details', { className: 'data', open: open === true }, make('summary', {}, page.t('table'), title), later(figure, content, page));
  details.addEventListener('toggle', () => figure.unfold?.());
  return details;
}

function parts(figure, content, page, on) {
  const { t } = page;
  const choices = (content.choices ?? []).map(({ name, label, value, options }) => {
    const select = make('select', { name: `${figure.id}-${name}` }, ...options.map(([option, text]) => make('option', { value: option, selected: option === value }, text)));
    select.addEventListener('change', () => on.choose({ [name]: select.value }, select.name));
    return make('label', {}, make('span', {}, label), select);
  });
  return [
    choices.length && make('div', { className: 'choices' }, ...choices),
    content.sets && make('div', { className: 'sets' }, ...content.sets.map((set) => make('section', { className: 'set' },
      make(isAlone ? 'h2' : 'h4', {}, make('a', { href: set.href }, set.name)),
      make('a', { className: 'remove', href: set.without, 'aria-label': t('remove', { name: set.name }) }, '×'),
      tiles(set.tiles)))),
    content.legend && make('ul', { className: 'legend', 'aria-hidden': 'true' }, ...content.legend.map(([kind, label]) => make('li', { className: kind }, label))),
    content.draw && make('p', { className: 'unseen' }, `${content.alt ?? ''} ${t('see-table')}`),
    content.draw && !content.isMap && make('div', { className: 'chart' }),
    content.isMap && make('div', { className: 'beside' }, make('div', { className: 'chart' }), later(figure, content, page)),
  ].filter(Boolean);
}

function credit(t) {
  const folder = new URL('./map/', import.meta.url).pathname;
  return make('p', { className: 'note credit' },
    make('a', { href: 'https://www.openstreetmap.org/copyright', rel: 'noreferrer external' }, '© OpenStreetMap'), ' · ',
    make('a', { href: `${folder}README.txt` }, 'morocco-map 1.3.0'), ' · ',
    make('a', { href: `${folder}LICENSE.txt` }, 'ODbL 1.0'), ' · ', t('note-boundaries'));
}

const downloads = (asked, { t, lang }) => asked.flatMap(({ name, variables, label, isReport }) => {
  const item = (text, address, saved = '') => make('li', {}, make('a', { href: address, download: saved }, label ? `${label} · ${text}` : text));
  return isReport
    ? [item(t('answer-json'), addressOf(name, variables), `${name}.json`)]
    : files.map((file) => item(t(`format-${file.name}`), addressOf(name, variables, file.format, file.wishes(lang))));
});
