// A figure on the page: heading, chart, table, query and downloads; and what it shows while it has nothing to show.

import { make } from './make.js';
import { addressOf } from './queries.js';

// The files of a figure: first those for people, in the language of the page, then those for programs. Excel in French and in Arabic reads CSV with semicolons and decimal commas.
const files = [
  { name: 'csv', format: 'csv', wishes: (lang) => (lang === 'en' ? { lang } : { lang, delimiter: ';', decimal: ',' }) },
  { name: 'xlsx', format: 'xlsx', wishes: (lang) => ({ lang }) },
  { name: 'plain', format: 'csv', wishes: () => ({}) },
  { name: 'parquet', format: 'parquet', wishes: () => ({}) },
  { name: 'json', format: 'json', wishes: () => ({}) },
];

/** The frame of a figure, before there is anything in it. */
export function frame({ id, isWide }) {
  return make('figure', { id, className: isWide ? 'card wide-card' : 'card' });
}

/** A figure that is being asked for: what it shows stays until the answer is there. */
export function wait(figure, t) {
  figure.setAttribute('aria-busy', 'true');
  if (!figure.querySelector('.body')) {
    figure.replaceChildren(heading(figure, t), make('p', { className: 'state' }, t('loading')));
  }
}

/** A figure whose query failed. */
export function fail(figure, error, t, retry) {
  figure.setAttribute('aria-busy', 'false');
  const again = make('button', { type: 'button', className: 'quiet' }, t('retry'));
  again.addEventListener('click', retry);
  figure.replaceChildren(heading(figure, t), make('div', { className: 'state failed', role: 'alert' }, make('p', {}, t('failed')), make('p', { className: 'detail', dir: 'ltr', lang: 'en' }, error.message), again));
}

function heading(figure, t, source) {
  return make('figcaption', {},
    make('h3', {}, t(`figure-${figure.id}`)),
    make('p', {}, t(`about-${figure.id}`)),
    source && make('p', { className: `mark ${source.toLowerCase()}` }, t(`mark-${source}`)));
}

/** A figure with its answer. */
export function show(figure, content, page, { name, variables, saved, onQuery, isReport, isFiltered }) {
  const { t } = page;
  const notes = (content.note ?? []).filter(Boolean);
  const mark = content.isSynthetic ? 'COMPUTED' : content.source === 'OFFICIAL' ? null : content.source;
  figure.setAttribute('aria-busy', 'false');
  const body = make('div', { className: 'body' });
  if (content.rows.length === 0) {
    body.append(make('p', { className: 'state' }, t(isFiltered ? 'empty' : 'empty-yet')));
  } else if (content.tiles) {
    body.append(make('dl', { className: 'tiles' }, ...content.tiles.map(({ id, label, value, detail }) =>
      make('div', { id: `tile-${id}` }, make('dt', {}, label), make('dd', {}, make('strong', {}, value), detail && make('span', {}, detail))))));
  } else {
    if (content.legend) {
      body.append(make('ul', { className: 'legend', 'aria-hidden': 'true' }, ...content.legend.map(([kind, label]) => make('li', { className: kind }, label))));
    }

    if (content.draw) {
      body.append(make('div', { className: 'chart', role: 'img', 'aria-label': `${t(`figure-${figure.id}`)}. ${content.alt ?? ''} ${t('see-table')}` }));
    }
  }

  if (notes.length) {
    body.append(make('p', { className: 'note' }, notes.join(' ')));
  }

  const query = make('button', { type: 'button', className: 'quiet', 'aria-haspopup': 'dialog' }, t('see-query'), make('span', { className: 'unseen' }, ` : ${t(`figure-${figure.id}`)}`));
  query.addEventListener('click', () => onQuery(saved, variables));
  const open = new Set([...figure.querySelectorAll('details[open]')].map((details) => details.className));
  const actions = make('div', { className: 'actions' }, query, downloads(figure, name, variables, isReport, page));
  figure.replaceChildren(heading(figure, t, mark), body, ...(content.columns && content.rows.length ? [table(figure, content, page)] : []), actions);
  for (const details of figure.querySelectorAll('details')) {
    details.open = open.has(details.className) && details.className === 'data';
  }
}

function downloads(figure, name, variables, isReport, { t, lang }) {
  const links = isReport
    ? [make('a', { href: addressOf(name, variables), download: `${name}.json` }, t('answer-json'))]
    : files.map((file) => make('a', { href: addressOf(name, variables, file.format, file.wishes(lang)), download: '' }, t(`format-${file.name}`)));
  return make('details', { className: 'download' },
    make('summary', {}, t('download'), make('span', { className: 'unseen' }, ` : ${t(`figure-${figure.id}`)}`)),
    make('ul', {}, ...links.map((link) => make('li', {}, link))));
}

function table(figure, { columns, rows, foot }, { t, link }) {
  const cell = (column, row, index) => {
    const value = column.value(row);
    const filter = column.filter?.(row);
    const source = column.link?.(row);
    const inner = filter ? link(filter, value) : source ? make('a', { href: `https://${source}`, rel: 'noreferrer external', dir: 'ltr' }, value) : value;
    return make(index === 0 ? 'th' : 'td', { className: column.isNumber ? 'n' : '', ...(index === 0 ? { scope: 'row' } : {}) }, inner);
  };
  const title = `${t(`figure-${figure.id}`)}`;
  return make('details', { className: 'data' },
    make('summary', {}, t('table'), make('span', { className: 'unseen' }, ` : ${title}`)),
    make('div', { className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': `${t('table')} : ${title}` },
      make('table', {},
        make('caption', { className: 'unseen' }, title),
        make('thead', {}, make('tr', {}, ...columns.map(({ head, isNumber }) => make('th', { scope: 'col', className: isNumber ? 'n' : '' }, head)))),
        make('tbody', {}, ...rows.map((row) => make('tr', {}, ...columns.map((column, index) => cell(column, row, index))))),
        foot && make('tfoot', {}, make('tr', {}, ...foot.map((value, index) => (index === 0 ? make('th', { scope: 'row' }, value) : make('td', { className: columns[index].isNumber ? 'n' : '' }, value))))))));
}

/** Draws a figure's chart at the width that it has. */
export function drawChart(figure, content, rtl) {
  const chart = figure.querySelector('.chart');
  if (chart && content.draw) {
    chart.replaceChildren(content.draw(Math.floor(chart.clientWidth), rtl));
  }
}
